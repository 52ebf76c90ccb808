"""The search by words is installed by 0011."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = []
