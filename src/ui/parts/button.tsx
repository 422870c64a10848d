import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps, TooltipTrigger } from 'react-aria-components';
import { Icon, type IconName } from './icon';
import { Tip } from './tip';

const looks = {
  primary:
    'bg-accent text-on-accent border-transparent hover:bg-accent-strong pressed:bg-accent-strong',
  plain: 'bg-raised text-ink border-control hover:border-ink',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken',
  danger: 'bg-raised text-danger border-danger hover:bg-danger-wash',
};

export const buttonShape =
  'inline-flex items-center justify-center gap-2 rounded-md border px-3 h-9 text-sm font-medium whitespace-nowrap transition-colors duration-100';

export function buttonLook(look: keyof typeof looks): string {
  return `${buttonShape} ${looks[look]}`;
}

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  look?: keyof typeof looks;
  icon?: IconName;
  children: ReactNode;
}

export function Button({ look = 'plain', icon, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`${buttonLook(look)} max-w-full disabled:opacity-50`}>
      {icon && <Icon name={icon} className="size-4" />}
      {children}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children'> {
  icon: IconName;
  /** Its name, also shown as a tooltip. */
  label: string;
  /** What it stands for goes on now. */
  isOn?: boolean;
}

export function IconButton({ icon, label, isOn = false, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={`inline-flex size-9 shrink-0 items-center justify-center rounded-md transition-colors duration-100 hover:bg-sunken hover:text-ink disabled:text-line ${isOn ? 'bg-accent-wash text-accent' : 'text-quiet'}`}
      >
        <Icon name={icon} />
      </AriaButton>
      <Tip>{label}</Tip>
    </TooltipTrigger>
  );
}
