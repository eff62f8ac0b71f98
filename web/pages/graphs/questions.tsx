import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../graph/editor.ts';
import { AddNodeForm } from './add-node-form.tsx';
import { ConnectForm } from './connect-form.tsx';
import { RenameForm } from './rename-form.tsx';
import { Versions } from './versions.tsx';
import { YamlForm } from './yaml-form.tsx';

/** The dialogs of the editor, one at a time. */
export function Questions({
  question,
  onClose,
}: {
  readonly question: Question | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  if (question === null) return null;
  const titles = {
    add: t('addNode'),
    connect: t('connect'),
    rename: t('renameNode'),
    renameGraph: t('renameGraph'),
    yaml: t('yaml.title'),
    versions: t('versions.title'),
  } as const;
  const isWide = question.kind === 'yaml' || question.kind === 'versions';
  return (
    <Modal opened onClose={onClose} title={titles[question.kind]} size={isWide ? 'xl' : 'md'}>
      {question.kind === 'add' && <AddNodeForm sheet={question.sheet} onDone={onClose} />}
      {question.kind === 'connect' && <ConnectForm from={question.from} to={question.to} onDone={onClose} />}
      {question.kind === 'rename' && <RenameForm node={question.node} onDone={onClose} />}
      {question.kind === 'renameGraph' && <RenameForm onDone={onClose} />}
      {question.kind === 'yaml' && <YamlForm onDone={onClose} />}
      {question.kind === 'versions' && <Versions onDone={onClose} />}
    </Modal>
  );
}
