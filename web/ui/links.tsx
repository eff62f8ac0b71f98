import { Anchor, Button, type ButtonProps, Card, type CardProps, NavLink } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

type AsLink<Props> = Props &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & { readonly ref?: Ref<HTMLAnchorElement> };

function ButtonAsLink(props: AsLink<ButtonProps>): ReactNode {
  return <Button component="a" {...props} />;
}
function CardAsLink(props: AsLink<CardProps>): ReactNode {
  return <Card component="a" {...props} />;
}

/** Mantine's components as links of the router: `to`, `params` and `search` are checked against the routes there are. */
export const LinkAnchor = createLink(Anchor<'a'>);
export const LinkButton = createLink(ButtonAsLink);
export const LinkNav = createLink(NavLink<'a'>);
export const LinkCard = createLink(CardAsLink);
