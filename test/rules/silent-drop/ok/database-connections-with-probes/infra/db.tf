resource "aws_lb" "pg" {
  name = "pgbouncer"
  internal = true
  load_balancer_type = "network"
}
resource "aws_lb_target_group" "pg" {
  port = 6432
  protocol = "TCP"
  vpc_id = var.vpc
}
resource "aws_lb_listener" "pg" {
  load_balancer_arn = aws_lb.pg.arn
  port = 5432
  protocol = "TCP"
  default_action {
    type = "forward"
    target_group_arn = aws_lb_target_group.pg.arn
  }
}
resource "aws_route53_record" "pg" {
  zone_id = var.zone
  name = "db.shop.internal"
  type = "CNAME"
  records = [aws_lb.pg.dns_name]
}
