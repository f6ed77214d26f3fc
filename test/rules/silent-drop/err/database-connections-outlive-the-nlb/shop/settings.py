import os
DATABASES = {
    "default": {  # expect: silent-drop warning
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.shop.internal",
        "PORT": "5432",
        "NAME": "shop",
        "CONN_MAX_AGE": 3600,
    }
}
