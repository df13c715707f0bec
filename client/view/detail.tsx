import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownPlace, ShownProxy, ShownReason, ShownStep, VmDetail } from '../../server/src/lsp/plan-protocol.ts';
import { FlowChart } from './chart.tsx';
import { number, t } from './text.ts';
import { WayIcon } from './way.tsx';

interface Props {
  readonly detail: VmDetail;
  readonly show: (place: ShownPlace, focus: boolean) => void;
  readonly copy: () => void;
  readonly close: () => void;
}

/** Why a VM gets its proxy and mode: the answer, the road through the flow chart, and what everything rests on. */
export function Detail({ detail, show, copy, close }: Props): JSX.Element {
  const { vm, job, way, answer, place, chart, steps, proxies, moreProxies, disks, assumptions, improve } = detail;
  const [pointed, setPointed] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const body = useRef<HTMLDivElement>(null);
  // Another VM is read from its answer on.
  useLayoutEffect(() => {
    setPointed(undefined);
    body.current!.scrollTop = 0;
  }, [vm, job]);
  const follow = (step: number): void => {
    setPointed(step);
    list.current?.children[step]?.scrollIntoView({ block: 'nearest' });
    const decided = steps[step]?.reasons.find((reason) => reason.place)?.place;
    if (decided) show(decided, false);
  };
  return (
    <section
      class="detail"
      aria-label={t('Plan of {0}', vm)}
      onKeyDown={({ key }) => {
        if (key === 'Escape') close();
      }}
    >
      <header>
        <h2>
          <WayIcon way={way} />
          <button type="button" class="link" onClick={() => show(place, true)} title={t('Go to the VM in the file')}>
            {vm}
          </button>
          {job !== null && <span class="job">{t('in {0}', job)}</span>}
        </h2>
        {chart && (
          <button type="button" class="copy" onClick={copy}>
            {t('Copy as Markdown')}
          </button>
        )}
        <button type="button" class="close" aria-label={t('Close the plan of {0}', vm)} onClick={close}>
          ✕
        </button>
      </header>
      <div class="body" ref={body} tabIndex={0} role="group" aria-label={t('Why {0} gets its proxy and mode', vm)}>
        <p class="answer">{answer}</p>
        {improve && improve.changes.length > 0 && (
          <section class="improve">
            <h3>{t('To get it onto the IO Visor path, by {0}', improve.proxy)}</h3>
            <Reasons reasons={improve.changes} show={show} />
          </section>
        )}
        {chart && <FlowChart {...{ chart, vm, pointed, follow }} />}
        {steps.length > 0 && (
          <section>
            <h3>{t('The steps')}</h3>
            <ol class="steps" ref={list}>
              {steps.map((step, index) => (
                <Step key={step.question} step={step} pointed={index === pointed} show={show} />
              ))}
            </ol>
          </section>
        )}
        {proxies.length > 0 && (
          <section>
            <h3>{t('The proxies')}</h3>
            <ul class="proxies">
              {proxies.map((proxy) => (
                <Proxy key={proxy.name} proxy={proxy} show={show} />
              ))}
              {moreProxies > 0 && <li>{t('and {0} more', number(moreProxies))}</li>}
            </ul>
          </section>
        )}
        <Texts title={t('Disks that go another way')} texts={disks} />
        <Texts title={t('Assumed')} texts={assumptions} />
      </div>
    </section>
  );
}

type Show = Props['show'];

/** So many reasons are read at a glance. */
const FEW = 3;

const VERDICTS = { yes: '✓', no: '✕', forced: '!' } as const;

function Step({ step, pointed, show }: { step: ShownStep; pointed: boolean; show: Show }): JSX.Element {
  const { question, verdict, reasons, moreReasons } = step;
  const rest = reasons.slice(FEW);
  return (
    <li class={pointed ? 'pointed' : ''}>
      <span class="question">{question}</span>{' '}
      <span class={`verdict ${verdict}`}>
        <span aria-hidden="true">{VERDICTS[verdict]} </span>
        {t(verdict)}
      </span>
      <Reasons reasons={reasons.slice(0, FEW)} show={show} />
      {rest.length > 0 && (
        <details>
          <summary>{t('and {0} more', number(rest.length + moreReasons))}</summary>
          <Reasons reasons={rest} show={show} />
        </details>
      )}
    </li>
  );
}

function Reasons({ reasons, show }: { reasons: readonly ShownReason[]; show: Show }): JSX.Element | null {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map(({ text, place }) => (
        <li key={text}>{place ? <PlaceLink place={place} text={text} show={show} /> : text}</li>
      ))}
    </ul>
  );
}

function PlaceLink({ place, text, show }: { place: ShownPlace; text: string; show: Show }): JSX.Element {
  return (
    <button
      type="button"
      class="link"
      onClick={() => show(place, true)}
      title={t('Line {0}', place.range.start.line + 1)}
    >
      {text}
    </button>
  );
}

const FATES = { picked: 'reads it', alternative: 'could be picked as well', dropped: 'dropped out' } as const;

function Proxy({ proxy, show }: { proxy: ShownProxy; show: Show }): JSX.Element {
  const { name, fate, place, failed } = proxy;
  return (
    <li class={fate}>
      <PlaceLink place={place} text={name} show={show} /> <span class="fate">{t(FATES[fate])}</span>
      {fate === 'dropped' && (
        <ul>
          {failed.map(({ question, reasons }) => (
            <li key={question}>
              <span class="question">{question}</span>
              <Reasons reasons={reasons} show={show} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Texts({ title, texts }: { title: string; texts: readonly string[] }): JSX.Element | null {
  if (texts.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
