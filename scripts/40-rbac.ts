#!/usr/bin/env -S npx zx
// Nodes may ask for certificates and renew their own; the API server may use the kubelets.
import {applyManifest} from './lib/apply-manifest.ts';
import {phase} from './lib/phase.ts';

await phase(applyManifest);
