"""Addresses under /account/ that are ours; those of the package that nobody is to use are shut."""

from django.urls import path

from otklik.web.entrance import views

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("sessions/", views.sessions, name="own_sessions"),
    path("sessions/<int:session_id>/end/", views.end_session, name="own_session_end"),
    path("sessions/end-others/", views.end_others, name="own_sessions_end"),
    path("oidc/<str:provider_id>/login/callback/", views.provider_callback, name="openid_connect_callback"),
    path("password/set/", views.password_elsewhere, name="password_elsewhere"),
    path("email/", views.shut, name="own_addresses_shut"),
    path("3rdparty/", views.shut, name="connections_shut"),
    path("3rdparty/signup/", views.shut, name="connections_signup_shut"),
]
