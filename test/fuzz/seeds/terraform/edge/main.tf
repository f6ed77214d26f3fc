variable "idle" {}
resource "aws_lb" "edge" {
  load_balancer_type = "network"
  count              = var.idle > 0 ? 1 : 0
  idle_timeout       = var.idle
}
output "arn" { value = try(aws_lb.edge[0].arn, null) }
