# What stands in for cert-manager's images, made when it is asked for: one with the four names, as one program does the work of all.
# And Pebble, an authority for trying out that speaks ACME.
COMPILE[certmanager]=420 COMPILE[pebble]=60
COMPILE_ROOM[certmanager]=2500 COMPILE_ROOM[pebble]=500

make_certmanager_upstream() {
	local root=$WORK/certmanager-$2 names='' part
	mkdir -p "$root"
	cp "$CACHE/certmanager/$2/cert-manager" "$root/"
	for part in controller webhook cainjector acmesolver; do names+=" quay.io/jetstack/cert-manager-$part:v$2"; done
	image "certmanager-$2" "${names# }" "$root" '{"Entrypoint":["/cert-manager"],"User":"1000"}'
}

make_pebble_upstream() {
	local root=$WORK/pebble-$2
	mkdir -p "$root"
	cp "$CACHE/pebble/$2/pebble" "$root/"
	image "pebble-$2" "ghcr.io/letsencrypt/pebble:$2" "$root" '{"Entrypoint":["/pebble"],"User":"1000"}'
}
