import {
  Button,
  Card,
  Group,
  type MantineColorScheme,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { notifyDone, notifyProblem } from '../../components/notify.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useSession } from '../../components/session.ts';
import { chooseLanguage, LANGUAGES, type Language } from '../../texts/index.ts';
import { switchSingleKeys, useSingleKeysOn } from '../../ui/single-keys.ts';

export function GeneralTab(): ReactNode {
  return (
    <Stack maw={640} gap="xl">
      <You />
      <Look />
    </Stack>
  );
}

function You(): ReactNode {
  const { t } = useTranslation('settings');
  const session = useSession();
  const signOut = useMutation({
    mutationFn: () => dataOf(client.DELETE('/api/v1/session')),
    onSuccess: () => location.assign('/'),
    onError: notifyProblem,
  });
  if (session === undefined) return null;
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('general.you')}</Title>
        {session.mode === 'local' ? (
          <Text>{t('general.local')}</Text>
        ) : (
          <>
            <Group justify="space-between">
              <Text>
                {t('general.signedIn', {
                  name: session.user?.name ?? '',
                  role: session.role === null ? '' : t(`role.${session.role}`),
                })}
              </Text>
              <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
                {t('general.signOut')}
              </Button>
            </Group>
            <PasswordForm />
          </>
        )}
      </Stack>
    </Card>
  );
}

function PasswordForm(): ReactNode {
  const { t } = useTranslation('settings');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => {
      const body = { current_password: current, new_password: next };
      return dataOf(client.PUT('/api/v1/session/password', { body }));
    },
    onSuccess: () => {
      setCurrent('');
      setNext('');
      notifyDone(t('general.changed'));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label={t('general.current')}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('general.next')}
          autoComplete="new-password"
          required
          minLength={12}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {change.isError && <ProblemBox error={change.error} />}
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('general.password')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Look(): ReactNode {
  const { t, i18n } = useTranslation(['settings', 'common']);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isOn = useSingleKeysOn();
  const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('general.look')}</Title>
        <SegmentedControl
          aria-label={t('general.colours')}
          value={colorScheme}
          onChange={(chosen) => setColorScheme(schemes.find((one) => one === chosen) ?? 'auto')}
          data={schemes.map((value) => ({ value, label: t(`common:theme.${value}`) }))}
        />
        <Select
          label={t('general.language')}
          value={i18n.language as Language}
          allowDeselect={false}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value: value as Language, label }))}
          onChange={(value) => value && void chooseLanguage(value)}
          maw={260}
        />
        <Switch
          label={t('general.keys')}
          checked={isOn}
          onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
        />
      </Stack>
    </Card>
  );
}
