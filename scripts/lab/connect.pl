# connect.pl HOST PORT: joins stdin and stdout to a TCP connection, as ssh's ProxyCommand. In Perl, as perl-base is in
# every Debian, and with large reads, as whole releases of Kubernetes pass through here.
use strict;
use warnings;
use Socket qw(PF_INET SOCK_STREAM SOL_SOCKET SO_KEEPALIVE IPPROTO_TCP TCP_NODELAY inet_aton pack_sockaddr_in SHUT_WR);

my ($host, $port) = @ARGV;
socket(my $socket, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
connect($socket, pack_sockaddr_in($port, inet_aton($host))) or die "connect to $host port $port: $!\n";
setsockopt($socket, SOL_SOCKET, SO_KEEPALIVE, 1);
setsockopt($socket, IPPROTO_TCP, TCP_NODELAY, 1); # ssh cannot ask for it through a pipe

# pass FROM TO: hands on what is there; false at the end.
sub pass {
	my ($from, $to) = @_;
	my $count = sysread($from, my $data, 1 << 18) or return 0;
	for (my $sent = 0; $sent < $count;) {
		$sent += syswrite($to, $data, $count - $sent, $sent) // return 0;
	}
	return 1;
}

my ($in, $out, $open) = (fileno(STDIN), fileno($socket), 1);
while (1) {
	my $ready = '';
	vec($ready, $in, 1) = 1 if $open;
	vec($ready, $out, 1) = 1;
	next if select($ready, undef, undef, undef) < 0;
	last if vec($ready, $out, 1) && !pass($socket, \*STDOUT);
	next if !$open || !vec($ready, $in, 1) || pass(\*STDIN, $socket);
	$open = 0;
	shutdown($socket, SHUT_WR);
}
