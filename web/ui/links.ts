import { ActionIcon, Anchor, Button, Card, NavLink } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** Mantine's components as links of the router: `to`, `params` and `search` are checked against the routes there are. */
export const LinkAnchor = createLink(Anchor<'a'>);
export const LinkButton = createLink(Button<'a'>);
export const LinkIcon = createLink(ActionIcon<'a'>);
export const LinkNav = createLink(NavLink<'a'>);
export const LinkCard = createLink(Card<'a'>);
