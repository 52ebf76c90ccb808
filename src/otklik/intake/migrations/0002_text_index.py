"""The search by words is installed by 0004, together with the backlog that its triggers ask."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = []
