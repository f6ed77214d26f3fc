import requests
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        rows = requests.get("https://registry.example/rows").json()  # expect: missing-timeout warning
        self.stdout.write(str(len(rows)))
