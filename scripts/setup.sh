#!/bin/sh
# Make a fresh checkout ready: the packages of package-lock.json (a current Node among them), and the compiled dist/.
set -eu
cd "$(dirname "$0")/.."
if ! cmp -s package-lock.json node_modules/.kinstall-lock; then
	echo "Installing the packages named in package-lock.json (about 400 MB, one minute) ..."
	npm ci --no-audit --no-fund --loglevel=error
	cp package-lock.json node_modules/.kinstall-lock
fi
PATH="$PWD/node_modules/.bin:$PATH"
if [ ! -f dist/.built ] || [ -n "$(find source scripts package.json -newer dist/.built -print -quit)" ]; then
	rm -rf dist
	node scripts/build.ts
	touch dist/.built
fi
