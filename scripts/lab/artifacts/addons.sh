# Images of addons that are made when they are asked for, besides metrics-server; compiled like all that is upstream's.
COMPILE[traefik]=900
COMPILE_ROOM[traefik]=4000

make_traefik_upstream() {
	local root=$WORK/traefik-$2
	mkdir -p "$root/tmp"
	cp "$CACHE/traefik/$2/traefik" "$root/"
	image "traefik-$2" "docker.io/library/traefik:v$2" "$root" '{"Entrypoint":["/traefik"]}'
}
