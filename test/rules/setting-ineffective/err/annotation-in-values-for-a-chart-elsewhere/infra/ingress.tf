resource "kubernetes_ingress_v1" "board" {
  metadata {
    name = "board"
    annotations = {
      "nginx.ingress.kubernetes.io/proxy-read-timeouts" = "300" # expect: setting-ineffective error
    }
  }
  spec {
    ingress_class_name = "nginx"
    default_backend {
      service {
        name = "board"
        port { number = 80 }
      }
    }
  }
}
