filedesc://x.arc 0.0.0.0 20240902080000 text/plain 67
1 0 Tester
URL IP-address Archive-date Content-type Archive-length

http://news.example/a b 192.0.2.1 20240902080000 text/html 122
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html><title>Grain</title><p>Ruto met Store in Oslo.</p></html>
dns:a 192.0.2.1 20240902080000 text/dns 1
x
