import django.db.models.deletion
import uuid
from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Messages written before keys existed get one each."""
    messages = apps.get_model("delivery", "OutgoingMessage").objects
    rows = [messages.model(pk=pk, key=uuid.uuid4()) for pk in messages.values_list("pk", flat=True).iterator()]
    messages.bulk_update(rows, ["key"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('delivery', '0002_secret_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoingmessage',
            name='choices',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='outgoingmessage',
            name='external_id',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='outgoingmessage',
            name='key',
            field=models.UUIDField(null=True),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='outgoingmessage',
            name='key',
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
        migrations.AddField(
            model_name='outgoingmessage',
            name='leased_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='outgoingmessage',
            name='thread',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='outgoingmessage',
            name='state',
            field=models.CharField(choices=[('waiting', 'ждёт отправки'), ('sending', 'отправляется'), ('sent', 'отправлено'), ('failed', 'не отправлено'), ('uncertain', 'неизвестно, дошло ли')], default='waiting', max_length=9),
        ),
        migrations.CreateModel(
            name='ChannelConnection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('administration_id', models.BigIntegerField(db_index=True)),
                ('title', models.CharField(max_length=120)),
                ('adapter', models.SlugField(max_length=40)),
                ('channel', models.SlugField(max_length=80)),
                ('sealed_settings', models.TextField()),
                ('is_enabled', models.BooleanField(default=False)),
                ('cursor', models.JSONField(default=dict)),
                ('hook_key', models.CharField(max_length=43, unique=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('is_check_good', models.BooleanField(null=True)),
                ('check_said', models.CharField(blank=True, max_length=500)),
                ('last_arrival_at', models.DateTimeField(null=True)),
                ('last_polled_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=500)),
                ('last_error_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('title',),
                'constraints': [models.UniqueConstraint(fields=('administration_id', 'title'), name='connection_title')],
            },
        ),
        migrations.AddField(
            model_name='outgoingmessage',
            name='connection',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to='delivery.channelconnection'),
        ),
        migrations.AddIndex(
            model_name='outgoingmessage',
            index=models.Index(condition=models.Q(('state', 'sending')), fields=['leased_until'], name='outbox_sending'),
        ),
    ]
