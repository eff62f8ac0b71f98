import {
  type Icon,
  IconAddressBook,
  IconBox,
  IconBriefcase,
  IconBuildingBank,
  IconCategory,
  IconCube,
  IconFileInvoice,
  IconListDetails,
  IconPackage,
  IconReceipt,
  IconShoppingCart,
  IconTag,
  IconTargetArrow,
  IconUser,
  IconWorld,
} from '@tabler/icons-react';

const SIGNS: readonly (readonly [RegExp, Icon])[] = [
  [/(categ|category)$|\.category\b/, IconCategory],
  [/\btag\b|\.tag/, IconTag],
  [/\.line$/, IconListDetails],
  [/^res\.partner/, IconAddressBook],
  [/^(res\.users|hr\.)/, IconUser],
  [/^(res\.country|res\.lang)/, IconWorld],
  [/^(product\.product|product\.template)$/, IconPackage],
  [/^(product|stock|uom)\./, IconBox],
  [/^(sale|purchase)\./, IconShoppingCart],
  [/^account\.move/, IconFileInvoice],
  [/^account\.payment/, IconReceipt],
  [/^account\./, IconBuildingBank],
  [/^crm\./, IconTargetArrow],
  [/^project\./, IconBriefcase],
];

export function iconOfModel(model: string): Icon {
  return SIGNS.find(([pattern]) => pattern.test(model))?.[1] ?? IconCube;
}
