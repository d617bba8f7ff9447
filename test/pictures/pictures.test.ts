import {readFile} from 'node:fs/promises';
import test from 'ava';
import {pictures, takePicture} from '../../scripts/pictures/take.ts';

for (const picture of pictures)
	test.serial(`docs/pictures/${picture.name}.svg shows the screen as it is: npm run pictures`, async t => {
		t.timeout(120_000);
		t.is(await takePicture(picture), await readFile(`docs/pictures/${picture.name}.svg`, 'utf8'));
	});
