/** Succeeds on a host whose chrony follows a server that answers, or gives its own time. */
export const clockSet = "chronyc -n tracking | grep -Eq '^Leap status *: (Normal|Insert second|Delete second)'";
