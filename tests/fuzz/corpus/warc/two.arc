filedesc://x.arc 0.0.0.0 20240902080000 text/plain 200 - - 0 x.arc 113
2 0 Tester
URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length

http://a.example/ 192.0.2.1 20240902080000 text/html 200 - - 0 x.arc 122
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html><title>Grain</title><p>Ruto met Store in Oslo.</p></html>
