import os
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.shop.internal",
        "PORT": "5432",
        "NAME": "shop",
        "CONN_MAX_AGE": 3600,
        "OPTIONS": {"keepalives": 1, "keepalives_idle": 60, "keepalives_interval": 10},
    }
}
