"""Ways to write an address that must not be fetched. docs/reliability.md counts them."""

LOOPBACK = """
http://127.0.0.1/ http://127.0.0.1./ http://127.255.255.254/ http://127.1/ http://127.0.1/ http://0/ http://0.0.0.0/
http://2130706433/ http://017700000001/ http://0x7f000001/ http://0x7f.0.0.1/ http://0x7F.1/ http://0177.0.0.1/
http://127.000.000.001/ http://0x7f.0x0.0x0.0x1/ http://00000177.1/ http://127.0.0.1:80/ https://127.0.0.1/
http://%31%32%37.0.0.1/ http://127.0.0.1%2f/ http://127.0.0.1%00/ http://127%2e0%2e0%2e1/ http://127.0.0.1.0x/
http://１２７.０.０.１/ http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://127．0．0．1/ http://127｡0｡0｡1/ http://127.0.0.1\u00ad/
http://localhost/ http://LocalHost/ http://localhost./ http://news.localhost/ http://ｌｏｃａｌｈｏｓｔ/ http://loca%6chost/
http://local\u200bhost/
""".split()

PRIVATE = """
http://10.0.0.1/ http://172.16.0.1/ http://172.31.255.254/ http://192.168.1.1/ http://169.254.169.254/latest/meta-data/
http://2852039166/ http://0xA9FEA9FE/ http://0251.0376.0251.0376/ http://100.64.0.1/ http://100.100.100.200/
http://192.0.0.192/ http://168.63.129.16/ http://198.18.0.1/ http://192.0.2.1/ http://203.0.113.7/ http://224.0.0.1/
http://240.0.0.1/ http://255.255.255.255/ http://192.88.99.1/ http://0.1.2.3/
""".split()

IPV6 = """
http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
http://[0:0:0:0:0:ffff:a9fe:a9fe]/ http://[::127.0.0.1]/ http://[::ffff:0:127.0.0.1]/ http://[fe80::1]/
http://[fe80::1%25eth0]/ http://[fe80::1%eth0]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[fec0::1]/
http://[ff02::1]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b::169.254.169.254]/ http://[64:ff9b:1::a00:1]/
http://[2002:7f00:1::]/ http://[2002:c0a8:101::1]/ http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/
http://[2600::5efe:127.0.0.1]/ http://[2600::200:5efe:10.0.0.1]/ http://[2001:db8::1]/ http://[100::1]/
http://[127.0.0.1]/ http://[::1/ http://[::1]x/ http://::1/
""".split()

TRICKS = [
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1@example.org/",
    "http://user:pass@127.0.0.1/",
    "http://example.org:80@127.0.0.1/",
    "http://example.org\\@127.0.0.1/",
    "http://127.0.0.1\\@example.org/",
    "http:/\\127.0.0.1/",
    "http:\\\\127.0.0.1/",
    "http:///127.0.0.1/",
    "http:/127.0.0.1/",
    "http:127.0.0.1",
    "//127.0.0.1/",
    "127.0.0.1/",
    "http://127.0.0.1\t/",
    "http://127.0.\n0.1/",
    "ht\ntp://127.0.0.1/",
    "http://\r\n127.0.0.1/",
    "http://127.0.0.1\u2028/",
    "http://127.0.0.1 /",
    "http://example.org:22/",
    "http://example.org:6379/",
    "http://example.org:0x50/",
    "http://example.org:80:80/",
    "http://-/",
    "http://.../",
    "http:// /",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "gopher://127.0.0.1:11211/_stats",
    "ftp://127.0.0.1/",
    "dict://127.0.0.1/",
    "data:text/html,x",
    "javascript:alert(1)",
    "jar:http://127.0.0.1!/",
    "unix:///var/run/docker.sock",
    "",
]

ALL = [*LOOPBACK, *PRIVATE, *IPV6, *TRICKS]
