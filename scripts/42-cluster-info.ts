#!/usr/bin/env -S npx zx
// The public cluster-info: where the API is and who vouches for it, signed with each bootstrap token.
import {applyManifest} from './lib/apply-manifest.ts';
import {phase} from './lib/phase.ts';

await phase(applyManifest);
