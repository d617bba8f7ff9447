# What a host gets in front of every command of a phase: a few functions, nothing that stays.
umask 022
# kubectl keeps a cache at home: not in root's.
export KUBECONFIG=/etc/kubernetes/admin.conf HOME=/run/kinstall LC_ALL=C DEBIAN_FRONTEND=noninteractive
state=/var/lib/kinstall

# Show a command, then run it.
run() {
	printf '+ %s\n' "$*"
	"$@"
}

say_changed() { printf 'changed %s\n' "$*"; }

# Make a directory and note each level that was not there, so that reset can take it back.
directory() { # PATH [MODE]
	[ -d "$1" ] && return
	directory "$(dirname "$1")"
	printf '%s\n' "$1" >>$state/directories
	mkdir -m "${2:-0755}" "$1"
}

begin() {
	[ -d $state/replaced ] && return
	mkdir -p -m 0700 $state $state/replaced
	touch $state/placed $state/directories $state/packages $state/binaries
}

# Write down that a path is ours, and keep what lies there for reset, before it is touched.
claim_path() { # PATH
	grep -Fxq -- "$1" $state/placed && return
	if [ -e "$1" ] || [ -L "$1" ]; then
		mkdir -p "$state/replaced$(dirname "$1")"
		cp -a -- "$1" "$state/replaced$1.new"
		mv -f -- "$state/replaced$1.new" "$state/replaced$1"
	fi
	printf '%s\n' "$1" >>$state/placed
}

# Place the files that arrive on stdin: a line `sha256 mode owner size path`, then the bytes, again and again.
# A file that is already right is not touched. What was there before is kept for reset. A secret that a daemon's group may still read, and soon may not,
# keeps that until `tighten`: the daemon that runs now reads it until it is restarted.
put() {
	local sum mode owner size path temporary have now
	begin
	while IFS=' ' read -r sum mode owner size path; do
		directory "$(dirname "$path")"
		temporary="$(dirname "$path")/.$(basename "$path").kinstall"
		(umask 077 && head -c "$size" >"$temporary")
		if [ "$(stat -c %s "$temporary")" != "$size" ]; then
			rm -f "$temporary"
			echo "the transfer of $path was cut off" >&2
			return 1
		fi
		have=
		if [ "$mode $owner" = '600 root:root' ] && [ -f "$path" ]; then
			now=$(stat -c '%a %U:%G' "$path")
			if [[ $now == '640 root:'* && $now != *:root ]]; then
				grep -Fxqs -- "$path" $state/tighten || printf '%s\n' "$path" >>$state/tighten
				mode=${now% *} owner=${now#* }
			fi
		fi
		[ ! -f "$path" ] || have="$(sha256sum <"$path" | cut -d' ' -f1) $(stat -c '%a %U:%G' "$path")"
		if [ "$have" = "$sum $mode $owner" ]; then
			rm -f "$temporary"
			continue
		fi
		claim_path "$path"
		chown "$owner" "$temporary"
		chmod "$mode" "$temporary"
		sync "$temporary" 2>/dev/null || true
		mv -f -- "$temporary" "$path"
		say_changed "$path"
	done
}

# Where large files grow on their way here, by the sum of what they shall be: SUM.plain, or compressed SUM.gzip.
arriving=$state/arriving

# Of the sums on stdin those that began to arrive: `at SUM FORM BYTES`. Of one that began in both forms, the larger part.
arrived() {
	local sum gzip plain
	while IFS= read -r sum; do
		gzip=$(stat -c %s $arriving/$sum.gzip 2>/dev/null || echo 0) plain=$(stat -c %s $arriving/$sum.plain 2>/dev/null || echo 0)
		if [ $gzip -gt $plain ]; then echo "at $sum gzip $gzip"; elif [ $plain -gt 0 ]; then echo "at $sum plain $plain"; fi
	done
}

# Bytes a second of the bytes on stdin, which nobody sends before `ready`.
link_speed() { # BYTES
	local begun
	echo ready
	head -c 1 >/dev/null
	begun=$(date +%s%N)
	head -c $(($1 - 1)) >/dev/null
	echo "speed $(($1 * 1000000 / (($(date +%s%N) - begun) / 1000 + 1)))"
}

# Takes large files from stdin: a line `sum offset count form path`, then `count` bytes, which go on where the `offset` bytes end that are here from before a cut.
# What arrived stays when the transfer is cut again. A path whose bytes are wrong in the end is told as `spoiled`.
receive() { # [binaries]
	local sum offset count form path part spoiled
	begin
	mkdir -p -m 0700 $arriving
	while IFS=' ' read -r sum offset count form path; do
		part=$arriving/$sum.$form
		if [ "$offset" = 0 ]; then : >"$part"; else echo "$path goes on behind the $offset bytes that are here"; fi
		head -c "$count" >>"$part"
		if [ "$(stat -c %s "$part")" != $((offset + count)) ]; then
			echo "the transfer of $path was cut off; the next one goes on with its $(stat -c %s "$part") bytes" >&2
			return 1
		fi
		# Not behind a condition, in which its errors would not end this.
		spoiled=
		settle "$sum" "$form" "$path" "$offset" "${1:-}"
		[ -z "$spoiled" ] || echo "spoiled $path"
	done
}

# A file that has arrived goes to its place. One whose bytes are not those of its sum is thrown away, and `spoiled` says so.
settle() { # SUM FORM PATH OFFSET [binaries]
	local part=$arriving/$1.$2 path=$3 temporary said
	temporary="$(dirname "$path")/.$(basename "$path").kinstall"
	[ -z "$5" ] || directory "$(dirname "$path")"
	if [ "$2" = gzip ]; then
		# What it says of its input is for the sum to judge.
		said=$(gzip -dc <"$part" 2>&1 >"$temporary") || [[ $said != *stdout* ]] || { rm -f "$temporary" && printf '%s\n' "$path: $said" >&2 && return 1; }
	else
		mv -f -- "$part" "$temporary"
	fi
	rm -f $arriving/$1.*
	# What came in one go is what was sent: ssh sees to that.
	if [ "$2 $4" != 'plain 0' ] && [ "$(sha256sum <"$temporary")" != "$1  -" ]; then
		rm -f "$temporary"
		spoiled=yes
		return 0
	fi
	if [ -n "$5" ]; then
		claim_path "$path"
		chmod 755 "$temporary"
	fi
	mv -f -- "$temporary" "$path"
	[ -z "$5" ] || {
		printf '%s %s %s\n' "$1" "$(stat -c '%s %i %Z' "$path")" "$path" >>$state/binaries
		say_changed "$path"
	}
}

size_of() { stat -c %s "$1" 2>/dev/null || echo 0; } # FILE

# For what this shell starts from here on. `proxies` are the variables NAME=VALUE of the way through a proxy.
choose_way() { # direct|proxy
	unset http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY
	[ "$1" = direct ] || export "${proxies[@]}"
}

origin_of() { cut -d/ -f1-3 <<<"$1"; } # URL

# By whichever program is here, behind what the file has already. The end of its file is the end of it, too.
download() { # direct|proxy URL FILE SIZE [BYTES A SECOND]
	(
		choose_way "$1"
		ulimit -f $(($4 / 1024 + 1)) -c 0
		if command -v curl >/dev/null; then
			exec curl -q -gfsSL --proto =http,https --connect-timeout 10 --speed-limit 1 --speed-time 30 ${5:+--limit-rate "$5"} -C - -o "$3" "$2"
		fi
		exec wget --no-config -nv -t 1 -T 30 ${5:+--limit-rate="$5"} -c -O "$3" "$2"
	) </dev/null
}

# Some lines about a file that grows, until this is ended.
tell_growth() { # FILE SIZE NAME
	[ "$2" -ge 10000000 ] || return 0
	while sleep 5 </dev/null >/dev/null 2>&1; do echo "$3: $(($(size_of "$1") / 1000000)) of $(($2 / 1000000)) MB"; done
}

# Whether the end of curl, or of wget, says that nobody answers there.
is_away() { # CODE
	if command -v curl >/dev/null; then [[ $1 =~ ^(5|6|7|28|35|51|58|60|77)$ ]]; else [[ $1 = [45] ]]; fi
}

# Takes `name` from one place, as long as attempts bring more of it; fails where they do not. Whether it is the right one is for its sum to say.
take_from() { # direct|proxy URL
	local had now said code idle=0 file teller before
	before=$(size_of "$part")
	tell_growth "$part" "$size" "$name" &
	teller=$!
	while :; do
		had=$(size_of "$part") code=0 file=$part
		# Not every place gives the rest of a file.
		if [ $idle = 2 ] && [ "$had" != 0 ]; then file=$part.anew had=0; fi
		[ "$had" = 0 ] || echo "$name goes on behind the $had bytes that are here"
		said=$(download "$1" "$2" "$file" "$size" "$rate" 2>&1) || code=$?
		# A beginning that was cut is no better than the longer one.
		if [ "$file" != "$part" ]; then if [ "$(size_of "$file")" -gt "$(size_of "$part")" ]; then mv -f "$file" "$part"; else rm -f "$file"; fi; fi
		now=$(size_of "$part")
		[ "$now" -lt "$size" ] || code=0
		[ $code != 0 ] || break
		if [ "$now" -gt "$had" ] && [ "$file" = "$part" ]; then
			idle=0
			continue
		fi
		[ $((idle += 1)) -lt 3 ] || break
		sleep 1
	done
	kill $teller 2>/dev/null || true
	wait $teller 2>/dev/null || true
	[ $code != 0 ] || return 0
	echo "$2 does not give it: ${said##*$'\n'}"
	if [ "$now" = "$before" ] && is_away $code; then dead+="$(origin_of "$2") "; fi
	return $code
}

has_sum() { # FILE: sets `actual`
	actual=$("${algorithm}sum" <"$1" | cut -d' ' -f1)
	[ "$actual" = "$sum" ]
}

# Sets `got` once an archive is here. Where no place that answers has the right bytes, that is the end; where none answers, it comes over ssh.
bring_archive() {
	local part=$arriving/$sum.archive way url had actual wrong=
	got=
	if [ "$(size_of "$part")" -ge "$size" ]; then
		if has_sum "$part"; then got=yes && return; fi
		rm -f "$part"
	fi
	while IFS=' ' read -r way url; do
		# Who did not answer for one archive is not asked for the next.
		[[ $dead != *" $(origin_of "$url") "* ]] || continue
		while [ -n "$url" ]; do
			had=$(size_of "$part")
			echo "$name from $url"
			take_from "$way" "$url" || break
			if has_sum "$part"; then got=yes && return; fi
			rm -f "$part"
			# What was here before may come from elsewhere.
			[ "$had" = 0 ] || continue
			wrong="$name at $url: its $algorithm is $actual instead of $sum"
			echo "other bytes of $wrong"
			break
		done
	done <<<"${places[index]:-}"
	if [ -n "$wrong" ]; then
		rm -f "$part"
		echo "other bytes: $wrong" >&2
		return 1
	fi
	echo "lacking $sum"
}

# What of an archive belongs on this host goes to its place, each file with its own sum.
unpack_archive() {
	local part=$arriving/$sum.archive folder=$arriving/unpacked sha256 path member from said='' wanted=() spoiled
	while IFS=' ' read -r sha256 path member; do [ -z "$member" ] || wanted+=("$member" "./$member"); done <<<"${members[index]}"
	rm -rf "$folder"
	mkdir -m 0700 "$folder"
	# Of the two spellings of each name one is not there.
	[ ${#wanted[@]} = 0 ] || said=$(tar -xz --no-same-owner -C "$folder" -- "${wanted[@]}" <"$part" 2>&1 | grep -vE 'Not found in archive|Exiting with failure' || true)
	while IFS=' ' read -r sha256 path member; do
		[ -n "$sha256" ] || continue
		from=$part
		[ -z "$member" ] || from=$folder/$member
		if [ ! -f "$from" ] || [ -L "$from" ]; then
			echo "$member does not come out of $name: $said" >&2
			return 1
		fi
		mv -f -- "$from" "$arriving/$sha256.plain"
		spoiled=
		settle "$sha256" plain "$path" 1 binaries
		if [ -n "$spoiled" ]; then
			echo "$path is not what $name should hold: $said" >&2
			return 1
		fi
	done <<<"${members[index]}"
	rm -rf "$folder" "$part"
}

# Takes archives from mirrors. On stdin, an archive after the other: `archive ALGORITHM SUM SIZE NAME`, its `place direct|proxy URL` in the order in which they
# are asked, and each `member SHA256 PATH [MEMBER]` that is wanted of it; before them `variable NAME=VALUE` of an HTTP proxy. Nothing is placed before all of
# them are here and right, but for those that no place has: they are told as `lacking SUM`.
pull() { # [BYTES A SECOND]
	local rate=${1:-} kind rest index=-1 proxies=() archives=() places=() members=() here=() dead=' ' algorithm sum size name got
	begin
	mkdir -p -m 0700 $arriving
	while IFS=' ' read -r kind rest; do
		case $kind in
			variable) proxies+=("$rest") ;;
			archive) archives[index += 1]=$rest ;;
			place) places[index]+=$rest$'\n' ;;
			member) members[index]+=$rest$'\n' ;;
		esac
	done
	for index in "${!archives[@]}"; do
		IFS=' ' read -r algorithm sum size name <<<"${archives[index]}"
		bring_archive
		[ -z "$got" ] || here+=("$index")
	done
	for index in "${here[@]}"; do
		IFS=' ' read -r algorithm sum size name <<<"${archives[index]}"
		unpack_archive
	done
}

# What no daemon needs to read any more, once all have been restarted, is root's alone again.
tighten() {
	local path
	[ -e $state/tighten ] || return 0
	while IFS= read -r path; do
		[[ $(stat -c '%a %U:%G' "$path" 2>/dev/null) == '640 root:'* ]] || continue
		chown root:root "$path"
		chmod 600 "$path"
		say_changed "$path"
	done <$state/tighten
	rm $state/tighten
}

# A unit that an earlier plan brought goes, with its files; what lay in their place comes back.
retire() { # UNIT DIRECTORY
	local file=/etc/systemd/system/$1 path
	grep -Fxqs -- "$file" $state/placed || return 0
	systemctl disable -q --now "$1" 2>/dev/null || true
	while IFS= read -r path; do
		[ "$path" = "$file" ] || [[ $path == "$2"/* ]] || continue
		unplace "$path"
	done < <(cat $state/placed)
	run systemctl daemon-reload
	rm -f "/run/kinstall/$1.digest"
	say_changed "$1 removed"
}

# Takes the way to the package source. apt knows the names in lower case, and goes by its own configuration where that says something.
take_proxy() { # lines NAME=VALUE on stdin
	local name value
	while IFS='=' read -r name value; do [ -z "$name" ] || export "${name,,}=$value"; done
}

# What had to go for chrony: packages that cannot be beside it, and daemons that were switched off.
give_clocks_back() {
	local packages daemon
	# shellcheck disable=SC2086
	bring_back() { run apt-get install -y -qq --no-install-recommends $packages </dev/null >/dev/null; }
	packages=$(sort -u $state/packages.lost 2>/dev/null | paste -sd' ' || true)
	if [ -n "$packages" ]; then
		# The lists may be older than what the sources hold by now.
		bring_back || { run apt-get update -qq </dev/null >/dev/null && bring_back; } || {
			echo "left without $packages, which chrony had taken the place of"
			return 0
		}
		rm $state/packages.lost
	fi
	for daemon in $(cat $state/clocks 2>/dev/null || true); do
		! systemctl cat "$daemon.service" >/dev/null 2>&1 || run systemctl enable -q --now "$daemon.service" || echo "left $daemon.service, which does not start"
	done
	rm -f $state/clocks
}

# Fills the array `wanted` with those of the packages that are not installed. No substitution, in which a failure would pass for nothing wanted.
want_packages() { # PACKAGE...
	local package
	wanted=()
	for package in "$@"; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || wanted+=("$package")
	done
}

# A path is ours no longer.
unplace() { # PATH
	rm -f -- "$1"
	if [ -e "$state/replaced$1" ] || [ -L "$state/replaced$1" ]; then mv -f -- "$state/replaced$1" "$1"; fi
	grep -Fxv -- "$1" $state/placed >$state/placed.new || true
	mv -f $state/placed.new $state/placed
}

# What an earlier plan had below a directory and this one has not goes, and with it the directories that were made for it.
prune() { # DIRECTORY 'PATH\nPATH...', what this plan has
	local path above
	while IFS= read -r path; do
		! grep -Fxq -- "$path" <<<"$2" || continue
		unplace "$path"
		say_changed "$path removed"
		above=${path%/*}
		while [[ $above/ == "$1"/* ]] && grep -Fxq -- "$above" $state/directories && rmdir -- "$above" 2>/dev/null; do above=${above%/*}; done
	done < <(grep -s -- "^$1/" $state/placed || true)
}

# Which of the binaries named on stdin (lines `sha256 path`) are missing or not the ones that were placed.
# A size, inode and change time like those written down at placing stand for the sum: hashing 300 MB would cost seconds.
missing() {
	local sum path
	begin
	while IFS=' ' read -r sum path; do
		[ -f "$path" ] && grep -Fxq -- "$sum $(stat -c '%s %i %Z' "$path") $path" $state/binaries || printf 'missing %s\n' "$path"
	done
}

# How many times as long as an ordinary machine (100 ms) this one takes to compute something, now: 1 to 10.
slowness() {
	local begun times
	begun=$(date +%s%3N)
	head -c 16777216 /dev/zero | sha256sum >/dev/null
	times=$((($(date +%s%3N) - begun) / 100))
	echo $((times < 1 ? 1 : times > 10 ? 10 : times))
}

# Limits are seconds of an ordinary machine. Whether this one is slow is asked when the first is over: then it has what it needs more.
longer() { # SECONDS: prints what is left of them, 0 where nothing is
	echo $(($1 * ($(slowness) - 1)))
}

wait_until() { # SECONDS COMMAND: until it succeeds, some times a second
	local deadline=$((SECONDS + $1)) command=$2 more=
	until eval "$command" >/dev/null 2>&1; do
		if [ $SECONDS -ge $deadline ]; then
			[ -z "$more" ] || return 1
			more=$(longer "$1")
			deadline=$((deadline + more))
			[ $SECONDS -lt $deadline ] || return 1
		fi
		sleep 0.2
	done
}

# What a unit starts with; the same words stand in its ExecStartPre (source/plan/unit.ts).
digest_of_files() { sha256sum "$@" 2>/dev/null | sha256sum || true; } # PATH...

digest_of_running() { cat "/run/kinstall/$1.digest" 2>/dev/null || true; }

# Whether the unit's process still runs a binary that was replaced on disk.
runs_old_binary() { # UNIT
	local pid
	pid=$(systemctl show -p MainPID --value "$1")
	[ "$pid" != 0 ] && [[ $(readlink "/proc/$pid/exe" || true) == *' (deleted)' ]]
}

# Whether systemd has given a unit up. One that had to be killed is failed for a moment on its way to a restart, of which there is still a job then.
given_up() { # UNIT
	local shown
	shown=$(systemctl show -p ActiveState -p Job "$1")
	[[ $shown == *ActiveState=failed* && ! $shown =~ Job=[1-9] ]]
}

# Only the restarts from now on count: what crashed before may be mended.
forget_failures() { systemctl reset-failed "$1" 2>/dev/null || true; } # UNIT

# Bring a unit to run with its file and the files it reads as they lie here. Prints `unit unchanged`, `unit started`, or (without `restart`) `unit stale`.
unit() { # UNIT READY start|restart PATH...
	local name=$1 ready=$2 may=$3 digest active
	shift 3
	digest=$(digest_of_files "$@")
	if [ "$(systemctl show -p NeedDaemonReload --value "$name")" = yes ]; then
		# A start since the file was written took the old lines, but noted the new file.
		[ "$(digest_of_running "$name")" != "$digest" ] || rm -f "/run/kinstall/$name.digest"
		run systemctl daemon-reload
	fi
	systemctl is-enabled -q "$name" 2>/dev/null || run systemctl enable -q "$name"
	active=$(systemctl show -p ActiveState --value "$name")
	if [ "$active" != active ] && [ "$active" != activating ]; then
		forget_failures "$name"
		run systemctl start --no-block "$name"
		say_changed "$name started"
	elif [ "$(digest_of_running "$name")" != "$digest" ] || runs_old_binary "$name"; then
		if [ "$may" != restart ] && [ "$active" = active ]; then
			echo 'unit stale'
			return
		fi
		forget_failures "$name"
		run systemctl restart --no-block "$name"
		say_changed "$name restarted"
	elif [ "$active" = active ] && eval "$ready" >/dev/null 2>&1; then
		echo 'unit unchanged'
		return
	else
		forget_failures "$name"
	fi
	local deadline=$((SECONDS + 90)) restarts more=
	until [ "$(systemctl show -p ActiveState --value "$name")" = active ] && [ "$(digest_of_running "$name")" = "$digest" ] && eval "$ready" >/dev/null 2>&1; do
		restarts=$(systemctl show -p NRestarts --value "$name")
		if [ $SECONDS -ge $deadline ] && [ -z "$more" ]; then
			more=$(longer 90)
			deadline=$((deadline + more))
		fi
		if [ $SECONDS -ge $deadline ] || [ "${restarts:-0}" -gt 3 ] || given_up "$name"; then
			echo "$name does not get ready; its last words:" >&2
			journalctl -u "$name" -n 15 --no-pager -o cat >&2
			return 1
		fi
		sleep 0.2
	done
	echo 'unit started'
}

# Bring a timer to run as its file says. What it starts is not started.
timer() { # UNIT
	local unit
	for unit in "$1" "${1%.timer}.service"; do
		if [ "$(systemctl show -p NeedDaemonReload --value "$unit")" = yes ]; then run systemctl daemon-reload; fi
	done
	systemctl is-enabled -q "$1" 2>/dev/null || run systemctl enable -q "$1"
	systemctl is-active -q "$1" || {
		run systemctl start "$1"
		say_changed "$1 started"
	}
}

# Objects of the cluster, a line each: uid; what changes with its content (a status changes the version, but not the generation, of what has one);
# `owned` by another one or -; the addon it is of or -; its name. Nothing of what is in them is printed. Of one object kubectl makes no list.
object_lines='{{define "line"}}{{.metadata.uid}} {{or .metadata.generation .metadata.resourceVersion}} {{if .metadata.ownerReferences}}owned{{else}}-{{end}} '\
'{{with .metadata.labels}}{{or (index . "kinstall/addon") "-"}}{{else}}-{{end}} {{.apiVersion}} {{.kind}} {{or .metadata.namespace "-"}} {{.metadata.name}}{{"\n"}}{{end}}'\
'{{if .items}}{{range .items}}{{template "line" .}}{{end}}{{else if .metadata.uid}}{{template "line" .}}{{end}}'
# Only of those that `apply_objects` wrote: a copy, or what another program restored, has our label, too.
written_lines='{{define "written"}}{{$o := .}}{{$ours := false}}{{range .metadata.managedFields}}{{if eq .manager "kinstall"}}{{$ours = true}}{{end}}{{end}}'\
'{{if $ours}}{{template "line" $o}}{{end}}{{end}}{{if .items}}{{range .items}}{{template "written" .}}{{end}}{{else if .metadata.uid}}{{template "written" .}}{{end}}'

# Where Secrets lie that no plan holds, below /run.
secrets=/run/kinstall

# Secrets of kube-system for certificates and their keys, for addons: in files NAME-tls.yaml which are there as long as this command runs.
tls_manifests() { # 'ADDON NAME PATH'...
	local addon name path
	trap 'rm -f $secrets/*-tls.yaml' EXIT
	mkdir -p $secrets
	while [ $# -gt 0 ]; do
		read -r addon name path <<<"$1"
		kubectl -n kube-system create secret tls "$name" --cert="$path.crt" --key="$path.key" --dry-run=client -o yaml |
			kubectl label --local -f - "kinstall/addon=$addon" -o yaml | (umask 077 && cat >"$secrets/$name-tls.yaml")
		shift
	done
}

# Those of files that are there; of a kind that is yet to be defined there is none.
objects() { # -f FILE...
	local said
	said=$(kubectl get "$@" --ignore-not-found -o go-template="$object_lines" 2>&1) || [[ $said == *'no matches for kind'* ]] ||
		{ printf '%s\n' "$said" >&2 && return 1; }
	printf '%s\n' "$said"
}

# Those with our label that we wrote, of every kind but those that controllers make from others with all their labels. An API that does not answer keeps up nobody.
labelled_objects() {
	local kinds
	kinds=$(kubectl api-resources --verbs=list,delete -o name | grep -vxE 'endpoints|endpointslices\.discovery\.k8s\.io|events(\.events\.k8s\.io)?' | paste -sd,) || true
	kubectl get "$kinds" --all-namespaces -l kinstall/addon -o go-template="${object_lines%%'{{if .items}}'*}$written_lines" || true
}

# Apply files, and once more where one of them brought what another one needs. 75 where all that is missing is an answer of a webhook's.
apply_objects() { # -f FILE...
	local said
	if ! said=$(kubectl apply --server-side --force-conflicts --field-manager=kinstall "$@" 2>&1); then
		if [[ $said == *'no matches for kind'* || $said =~ namespaces\ \".*\"\ not\ found ]]; then
			printf '%s\n' "$said" >&2
			kubectl wait --for=condition=Established --timeout=20s customresourcedefinitions -l kinstall/addon >&2 || true
			said=$(kubectl apply --server-side --force-conflicts --field-manager=kinstall "$@" 2>&1) || refused "$said" || return
		else
			refused "$said" || return
		fi
	fi
	printf '%s\n' "$said" >&2
}

# Why an apply failed, as a status.
refused() { # WORDS
	printf '%s\n' "$1" >&2
	[[ $1 != *'failed calling webhook'* ]] || return 75
	return 1
}

# GET a path of this host over plain HTTP without any client: succeeds on 200.
http_ok() { # PORT PATH
	exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
	printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
	local line
	IFS= read -r -t 5 line <&3
	exec 3>&-
	[[ $line == *' 200 '* ]]
}
