/** What a preview is made of: the plan itself, and what the plan does not hold but a person wants to read beside it. */
import type {CertificateFinding} from '../../plan/lint-certificates.ts';
import type {Note, Plan, Vars} from '../../plan/types.ts';

export type Preview = {
	readonly plan: Plan;
	/** All that each certificate says, in words, by its id. */
	readonly certificateTexts: Readonly<Record<string, string>>;
	readonly scripts: readonly PreviewScript[];
	/** File names of what is fetched without a checksum that was published beforehand. */
	readonly unpinned: readonly string[];
	/** What is wrong with the certificates. */
	readonly findings: readonly CertificateFinding[];
	/** What was done for this plan, beside its own notes. */
	readonly notes?: readonly Note[];
};

export type PreviewScript = {
	readonly id: string;
	readonly title: string;
	/** The source that will run. */
	readonly text: string;
	/** By host. */
	readonly vars: Readonly<Record<string, Vars>>;
};
