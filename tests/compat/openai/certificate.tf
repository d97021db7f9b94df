resource "openai_certificate" "example" {
  certificate = file("${path.module}/client.pem")
  name        = "client"
}

output "certificate_id" {
  value = openai_certificate.example.certificate_id
}
