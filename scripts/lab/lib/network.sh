# The network: a bridge in the namespace LAB_ID-ctl (the installer's side), a cable vI from it to eth0 in LAB_ID-hI. Nothing
# of it is in the machine's own namespace: neither links nor addresses nor routes.

network_address() { echo "$LAB_NET.$((10 + $1))"; }

# The same digits in the other family, in the spelling that everybody gives it: 10.88.0.11 is also fd00:10:88::11, 10.88.7.11 is fd00:10:88:7::11.
network_prefix6() {
	local net=${LAB_NET%.0}
	echo "fd00:${net//./:}::"
}
network_address6() { echo "$(network_prefix6)$((10 + $1))"; }

network_up() {
	mkdir -p "$RUN"
	[ -e "/run/netns/$CTL" ] || ip netns add "$CTL"
	ip -n "$CTL" link show br0 >/dev/null 2>&1 || ip -n "$CTL" link add br0 type bridge
	ip -n "$CTL" link set lo up
	ip -n "$CTL" addr replace "$LAB_NET.1/24" dev br0
	ip -n "$CTL" addr replace "$(network_prefix6)1/64" dev br0 nodad
	ip -n "$CTL" link set br0 up
}

# Give host I a new namespace with its cable, as a boot does: rules, routes and links that nobody made permanent are gone.
# The card keeps its MAC address, and a cable that was unplugged stays so.
network_boot() {
	local i=$1 net=$LAB_ID-h$1 a b c
	network_off "$i"
	[ ! -e "/run/netns/$net" ] || ip netns del "$net"
	ip netns add "$net"
	IFS=. read -r a b c <<<"$LAB_NET"
	ip -n "$CTL" link add "v$i" type veth peer name eth0 netns "$net" address "$(printf '02:00:%02x:%02x:%02x:%02x' "$a" "$b" "$c" $((10 + i)))"
	[ -e "$RUN/h$i/cut" ] || ip -n "$CTL" link set "v$i" master br0
	ip -n "$CTL" link set "v$i" up
	ip -n "$net" link set lo up
	ip -n "$net" addr add "$(network_address "$i")/24" dev eth0
	ip -n "$net" addr add "$(network_address6 "$i")/64" dev eth0 nodad
	ip -n "$net" link set eth0 up
	ip -n "$net" route add default via "$LAB_NET.1"
	ip -n "$net" route add default via "$(network_prefix6)1"
}

# Take the cable away: nothing gets out any more, no FIN and no RST either.
network_off() { ip -n "$CTL" link del "v$1" 2>/dev/null || :; }

# Frames are dropped in silence, the carrier stays.
network_cut() {
	touch "$RUN/h$1/cut"
	ip -n "$CTL" link set "v$1" nomaster 2>/dev/null || :
}
network_join() {
	rm -f "$RUN/h$1/cut"
	ip -n "$CTL" link set "v$1" master br0 2>/dev/null || :
}

network_down() {
	local name
	[ ! -e "/run/netns/$CTL" ] || ip -n "$CTL" link del br0 2>/dev/null || :
	for name in $(network_names); do ip netns del "$name" 2>/dev/null || rm -f "/run/netns/$name"; done
}

network_names() { ls /run/netns 2>/dev/null | grep -E "^$LAB_ID-(ctl|h[0-9]+)$" || :; }
