# From an artifact's id, NAME-VERSION, to its place, what it is made from, and the steps that make it.

# Below OUT as below https://, for what upstream publishes.
place_of() {
	local version=${1#*-}
	case $1 in
	kubernetes-*) echo "dl.k8s.io/v$version/kubernetes-server-linux-amd64.tar.gz" ;;
	etcd-*) echo "github.com/etcd-io/etcd/releases/download/v$version/etcd-v$version-linux-amd64.tar.gz" ;;
	containerd-*) echo "github.com/containerd/containerd/releases/download/v$version/containerd-$version-linux-amd64.tar.gz" ;;
	runc-*) echo "github.com/opencontainers/runc/releases/download/v$version/runc.amd64" ;;
	cni-*) echo "github.com/containernetworking/plugins/releases/download/v$version/cni-plugins-linux-amd64-v$version.tgz" ;;
	*) echo "images/$1.tar" ;;
	esac
}

# Whether Debian has this version ready made. Everything else is compiled from Go modules.
of_debian() {
	case $1 in kubernetes-1.20.2 | etcd-3.4.23 | containerd-1.6.20 | runc-1.1.5 | cni-1.1.1) ;; *) false ;; esac
}

# What a program is made of that is built out of a copy of a module.
parts_in() { (cd "$HERE" && echo "upstream/$1.sh" && find "upstream/$1" -type f | sort); }

# The files whose change makes an artifact anew.
recipe_of() {
	case $1 in
	kubernetes-1.20.2) echo kubernetes-1.20.2.sha256 ;;
	cni-*) of_debian "$1" && echo packages.sh || echo upstream.sh upstream/cni-plugins.sh ;;
	app-* | pause-*) echo images.sh ;;
	traefik-*) echo addons.sh && parts_in traefik ;;
	certmanager-*) echo certmanager.sh && parts_in certmanager ;;
	*) of_debian "$1" && echo packages.sh || echo upstream.sh "upstream/$(folder_of "${1%%-*}").sh" ;;
	esac
}

# plan_artifact ID: its steps, and what room they need in MB. Seconds as measured on two slow cores with nothing else to do.
plan_artifact() {
	local name=${1%%-*} version=${1#*-}
	case $1 in
	kubernetes-1.20.2) plan_kubernetes_1_20 ;;
	app-*) plan_step app "$version" 3 make_app ;;
	pause-3.2) plan_step source 1.20.2 5 kubernetes_source && plan_step pause "$version" 2 make_pause ;;
	*)
		if of_debian "$1"; then plan_step "$name" "$version" 4 "make_$name"; else plan_upstream "$name" "$version"; fi
		;;
	esac
}
