# What stands in for cert-manager's images, made when it is asked for: one with the four names, as one program does the work of all.
COMPILE[certmanager]=420
COMPILE_ROOM[certmanager]=2500

make_certmanager_upstream() {
	local root=$WORK/certmanager-$2 names='' part
	mkdir -p "$root"
	cp "$CACHE/certmanager/$2/cert-manager" "$root/"
	for part in controller webhook cainjector acmesolver; do names+=" quay.io/jetstack/cert-manager-$part:v$2"; done
	image "certmanager-$2" "${names# }" "$root" '{"Entrypoint":["/cert-manager"],"User":"1000"}'
}
