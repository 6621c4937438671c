filedesc://town.arc 0.0.0.0 20161219140000 text/plain 73
1 0 Town Crawl
URL IP-address Archive-date Content-type Archive-length


http://herald.example/a 192.0.2.7 20161219140500 text/html 75
HTTP/1.0 200 OK
Content-Type: text/html

<h1>Ferry late</h1><p>It is late.</p>
http://herald.example/late ferry 192.0.2.7 20161219140501 text/html 999
<h1>Tram late</h1><p>It is late too.</p>
