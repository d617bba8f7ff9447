# Archives that depend on nothing but their content: sorted, one owner, one time.
EPOCH=2021-01-13T13:20:00Z # when upstream built 1.20.2

# pack DIR MEMBER: an archive of DIR/MEMBER on stdout.
pack() {
	tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime="$EPOCH" --mode=u+w,go-w,a+rX -C "$1" -cf - "$2"
}

# publish ID FILE: moves FILE to its place, puts its sum beside it, and only then calls the artifact made.
publish() {
	local path
	path=$OUT/$(place_of "$1")
	rm -f "$OUT/.made/$1" "$path.sha256"
	mkdir -p "${path%/*}" "$OUT/.made"
	chmod 644 "$2"
	mv "$2" "$path"
	sha256sum "$path" | cut -d' ' -f1 >"$WORK/sum"
	mv "$WORK/sum" "$path.sha256"
	made_as "$1" >"$WORK/made"
	mv "$WORK/made" "$OUT/.made/$1"
}

# made_as ID: what tells a finished artifact of this recipe from any other.
made_as() {
	local sum
	sum=$(cd "$HERE" && cat $(recipe_of "$1") | sha256sum)
	echo "${sum%% *} $(stat -c %s "$OUT/$(place_of "$1")" 2>/dev/null)"
}

is_made() {
	[ -s "$OUT/$(place_of "$1").sha256" ] && [ -s "$OUT/.made/$1" ] && [ "$(<"$OUT/.made/$1")" = "$(made_as "$1")" ]
}

# image ID NAMES ROOT CONFIG: a docker-archive with ROOT as its only layer; CONFIG is the "config" object, in JSON.
image() {
	local folder=$WORK/image-$1 layer config
	rm -rf "$folder"
	mkdir -p "$folder/archive"
	pack "$3" . >"$folder/layer.tar"
	layer=$(sha256sum "$folder/layer.tar" | cut -d' ' -f1)
	mkdir "$folder/archive/$layer"
	mv "$folder/layer.tar" "$folder/archive/$layer/layer.tar"
	printf '{"architecture":"amd64","os":"linux","created":"%s","config":%s,"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"%s","created_by":"kinstall"}]}' \
		"$EPOCH" "$4" "$layer" "$EPOCH" >"$folder/config.json"
	config=$(sha256sum "$folder/config.json" | cut -d' ' -f1)
	mv "$folder/config.json" "$folder/archive/$config.json"
	printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["%s/layer.tar"]}]' "$config" "${2// /\",\"}" "$layer" >"$folder/archive/manifest.json"
	(cd "$folder/archive" && tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime="$EPOCH" -cf ../image.tar ./*)
	publish "$1" "$folder/image.tar"
}
