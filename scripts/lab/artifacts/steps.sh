# Steps: planned first, so that the count and the time are known, then run one after the other, each in a process
# group of its own with its output in a log. Needs $OUT and $WORK.
STEPS=() # "NAME VERSION SECONDS FUNCTION", SECONDS as measured on two slow cores
STEP=0 JOB='' TICKER=''

# plan_step NAME VERSION SECONDS FUNCTION: a step that is already planned is not planned again. FUNCTION gets NAME and VERSION.
plan_step() {
	local step
	for step in "${STEPS[@]}"; do [ "$step" != "$1 $2 $3 $4" ] || return 0; done
	STEPS+=("$1 $2 $3 $4")
}

# seconds_from N: what the steps from the Nth on (counted from 0) are expected to take.
seconds_from() {
	local sum=0 seconds step
	for step in "${STEPS[@]:$1}"; do
		read -r _ _ seconds _ <<<"$step"
		sum=$((sum + seconds))
	done
	echo $sum
}

# progress ID TITLE SECONDS_LEFT [FAILURE]: rewrites progress.json in one move, so that a reader never sees half of it.
progress() {
	local failed=
	[ -z "${4:-}" ] || failed=", \"failed\": \"$(tr -d '\\"\000-\037' <<<"$4")\""
	printf '{"step": %d, "steps": %d, "id": "%s", "title": "%s", "secondsLeft": %d%s}\n' \
		"$STEP" ${#STEPS[@]} "$1" "$2" "$3" "$failed" >"$OUT/.progress.$BASHPID"
	mv "$OUT/.progress.$BASHPID" "$OUT/progress.json"
}

# Beside a running step: tells the time left each second, and ends the step when make.sh itself was killed outright.
tick() {
	local id=$1 seconds=$2 after=$3 title=$4 left
	SECONDS=0
	while kill -0 $$ 2>/dev/null; do
		left=$((seconds - SECONDS))
		progress "$id" "$title" $((after + (left > 1 ? left : 1)))
		sleep 1
	done
	kill -- "-$JOB" 2>/dev/null
}

end_group() {
	[ -z "$1" ] || kill -- "-$1" 2>/dev/null || :
	[ -z "$1" ] || wait "$1" 2>/dev/null || :
}

stop_step() {
	end_group "$TICKER"
	end_group "$JOB"
	TICKER='' JOB=''
	rm -f "$OUT"/.progress.*
}

run_step() {
	local id=$1-$2 seconds=$3 run=$4 title log=$WORK/$1-$2.log code=0 since=$SECONDS
	title=$(text "title-$1" "$2")
	text step "$STEP" ${#STEPS[@]} "$title" "$(duration "$seconds")"
	set -m
	("$run" "$1" "$2") >"$log" 2>&1 </dev/null &
	JOB=$!
	tick "$id" "$seconds" "$(seconds_from "$STEP")" "$title" >/dev/null 2>&1 </dev/null 9>&- &
	TICKER=$!
	set +m
	wait "$JOB" 2>/dev/null || code=$?
	JOB=''
	stop_step
	say step-done "$(duration $((SECONDS - since)))"
	[ $code = 0 ] || fail "$id" "$title" "$(tail -n 1 "$log")" "$log"
}

# fail ID TITLE REASON [LOG]: keeps the reason for a screen, and ends.
fail() {
	progress "$1" "$2" 0 "$3"
	say failed "$2: $3" "${4:-$WORK}" >&2
	exit 1
}

run_steps() {
	local step name version seconds run
	for step in "${STEPS[@]}"; do
		read -r name version seconds run <<<"$step"
		STEP=$((STEP + 1))
		run_step "$name" "$version" "$seconds" "$run"
	done
}
