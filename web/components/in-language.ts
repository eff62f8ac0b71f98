import type { Schemas } from '../api/client.ts';
import { useServerTexts } from '../texts/index.ts';
import { isKnown } from '../texts/known.ts';
import type { ServerTexts, TemplateTexts } from '../texts/server-texts.ts';

type Template = Schemas['Template'];
type Example = Schemas['ExampleList']['items'][number];
type Transform = Schemas['TransformList']['items'][number];

/** A template with its texts in the language of the page, where there are any. */
export function useTemplateInLanguage<T extends Template>(template: T): T {
  const texts: TemplateTexts | undefined = useServerTexts()?.templates[template.id];
  if (texts === undefined) return template;
  const { title, description } = texts;
  return {
    ...template,
    title,
    description,
    sheets: template.sheets.map((sheet) => ({ ...sheet, text: texts.sheets[sheet.name] ?? sheet.text })),
    steps: template.steps.map((step, index) => ({ ...step, ...texts.steps[index] })),
    warnings: template.warnings.map((one, index) => ({ ...one, text: texts.warnings[index] ?? one.text })),
  };
}

export function useExampleInLanguage(example: Example): Example {
  return { ...example, ...useServerTexts()?.examples[example.id] };
}

/** The catalogue of transforms with its texts in the language of the page. */
export function useTransformsInLanguage(items: readonly Transform[]): readonly Transform[] {
  const texts = useServerTexts();
  return texts === undefined ? items : items.map((item) => inLanguage(item, texts));
}

function inLanguage(transform: Transform, { transforms }: ServerTexts): Transform {
  if (!isKnown(transforms, transform.name)) return transform;
  const { text, parameters } = transforms[transform.name];
  return {
    ...transform,
    text,
    parameters: transform.parameters.map((one) => ({ ...one, text: parameters?.[one.name] ?? one.text })),
  };
}
