resource "google_cloud_run_v2_service" "search" {
  name     = "search"
  location = "europe-west1"

  template {
    timeout = "120s"

    containers {
      image = "europe-docker.pkg.dev/shop/web/search"
    }
  }
}

resource "google_compute_region_network_endpoint_group" "search" {
  name                  = "search"
  region                = "europe-west1"
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = google_cloud_run_v2_service.search.name
  }
}

resource "google_compute_backend_service" "search" {
  name                  = "search"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  timeout_sec           = 120 # expect: duration-invalid

  backend {
    group = google_compute_region_network_endpoint_group.search.id
  }
}
