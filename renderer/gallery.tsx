/**
 * Every part of the page with made-up data, in any theme and language: `?view=hardware&theme=dark&language=de`. For
 * those who change the parts; it is not built into the application.
 */
// First, so that its order of layers stands before any part's own sheet.
import './style/style.css'
import { ArrowRight, BookOpen, Columns3, FolderOpen, Laptop, LayoutList, Plus, Server } from 'lucide-react'
import { StrictMode, useState, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { fields } from '../shared/plan/fields.ts'
import type { FieldSpec } from '../shared/plan/field.ts'
import { languages, type Language } from '../shared/words/format.ts'
import { BreakEven } from './charts/break-even.tsx'
import { CostBars } from './charts/cost-bars.tsx'
import { ExposureGraph } from './charts/exposure-graph.tsx'
import { MemoryBar, MemoryCell } from './charts/memory-bar.tsx'
import { OpennessLegend, OpennessList, OpennessSquares } from './charts/openness-squares.tsx'
import { SealBars } from './charts/seal-bars.tsx'
import { SpeedCurve } from './charts/speed-curve.tsx'
import { Timeline } from './charts/timeline.tsx'
import * as data from './gallery-data.ts'
import { prepareDocument, setDocumentLanguage, showTheme, themes, type Theme } from './style/document.ts'
import { useText, WordsProvider } from './text/words.tsx'
import { AppShell } from './ui/app-shell.tsx'
import { Button } from './ui/button.tsx'
import { Card, Note } from './ui/card.tsx'
import { Checkbox } from './ui/checkbox.tsx'
import { CommandPalette } from './ui/command-palette.tsx'
import { Dialog } from './ui/dialog.tsx'
import { Disclosure } from './ui/disclosure.tsx'
import { FieldControl, type FieldAnswer } from './ui/fields/field-control.tsx'
import { FilterChips } from './ui/filter-chips.tsx'
import { FindingBriefs, FindingList, ReasonChain } from './ui/finding.tsx'
import { KeyValue } from './ui/key-value.tsx'
import { Columns, Fingerprint, PageHead, RailFoot, RailSection, Row, SmallPrint, Stack } from './ui/page.tsx'
import { RadioCards } from './ui/radio-cards.tsx'
import { ReadinessRing } from './ui/readiness-ring.tsx'
import { SegmentedControl } from './ui/segmented.tsx'
import { Slider } from './ui/slider.tsx'
import { SourceList } from './ui/sources.tsx'
import { StageNav, type NavItem } from './ui/stage-nav.tsx'
import { StateIcon, StateWord } from './ui/state-icon.tsx'
import { EmptyState, ErrorState, Skeleton } from './ui/states.tsx'
import { StatusChip } from './ui/status-chip.tsx'
import { Switch } from './ui/switch.tsx'
import { DataTable, TwoLines } from './ui/table.tsx'
import { Tabs } from './ui/tabs.tsx'
import { showToast, Toasts } from './ui/toast.tsx'
import { TopBar } from './ui/top-bar.tsx'
import { Verdict } from './ui/verdict.tsx'

const asked = new URLSearchParams(location.search)

function Hardware() {
  const [which, setWhich] = useState<'this' | 'target'>('target')
  const [bits, setBits] = useState<'16' | '8' | '4'>('8')
  const [people, setPeople] = useState(40)
  return (
    <>
      <PageHead
        title="Hardware"
        lead="Checked against Mistral Small 3.2 (24 B) for 40 people at once."
        actions={
          <SegmentedControl
            label="Which hardware"
            labelHidden
            value={which}
            onChange={setWhich}
            segments={[
              { value: 'this', label: 'This machine', icon: Laptop },
              { value: 'target', label: 'Target hardware', icon: Server },
            ]}
          />
        }
      />
      <Verdict
        state="ok"
        headline="It fits with 20 GB to spare, and is fast enough."
        detail="At your peak of 40 people each sees about 16 tokens a second; you asked for 10. Memory, not speed, sets the limit: 60 people."
        working={<p>Weights 24.0 GB + 40 × 6 000 × 163 840 B + 5.0 GB = 68.3 GB, of 88.3 GB usable.</p>}
      />
      <MemoryBar
        title="Memory, 2 × NVIDIA L40S"
        parts={data.memoryParts('Weights', 'Conversation memory', 'Runtime')}
        totalBytes={96 * data.GB}
        usableBytes={88.3 * data.GB}
        cards={2}
        finding="Weights 24.0 GB, conversation memory 39.3 GB, runtime 5.0 GB, free 20.0 GB."
      />
      <Columns shape="wide-first">
        <SpeedCurve
          title="Speed each person sees"
          points={data.speedPoints}
          needed={10_000}
          memoryPeople={60}
          people={people}
          finding="41 tokens a second with one person, 16 at 40 people, 12 at 60, where memory runs out."
        />
        <Card title="What if" aside="not saved">
          <Stack gap="loose">
            <SegmentedControl
              label="Number format"
              wide
              value={bits}
              onChange={setBits}
              segments={[
                { value: '16', label: '16 bit' },
                { value: '8', label: '8 bit' },
                { value: '4', label: '4 bit' },
              ]}
            />
            <Slider label="People at once" value={people} onChange={setPeople} min={1} max={80} limit={{ at: 60, label: '60 limit' }} />
            <Switch label="One card fails" detail="Room for 18 people, not 60" />
            <Button wide>Keep as draft 5</Button>
          </Stack>
        </Card>
      </Columns>
      <SmallPrint>
        Estimate from memory bandwidth (864 GB/s a card, 60 % efficiency). No measured run for this pair. <a href="#m">Method M-07</a>
      </SmallPrint>
    </>
  )
}

function Hosting() {
  const [site, setSite] = useState('eu')
  return (
    <>
      <PageHead title="Hosting and jurisdiction" lead="Who could force access to residents’ letters, and through whom." />
      <RadioCards
        label="Hosting"
        labelHidden
        value={site}
        onChange={setSite}
        cards={[
          { value: 'own', title: 'Own data centre', detail: 'SEAL-1, score 73', aside: '0 foreign paths' },
          { value: 'eu', title: 'EU provider, Leipzig', detail: 'SEAL-1, score 65', aside: '1 foreign path' },
          { value: 'us', title: 'US-owned cloud, Frankfurt', detail: 'SEAL-0, score 38', aside: '4 foreign paths' },
        ]}
      />
      <Verdict
        state="blocking"
        headline="One path lets a foreign authority reach live prompts."
        detail="It runs through the night-shift subcontractor. You hold the keys, so stored letters stay closed."
        workingLabel="Why, and sources"
        working={<>{data.findings.slice(0, 1).map((finding) => <ReasonChain key={finding.id} finding={finding} onGo={() => {}} />)}</>}
      >
        <ExposureGraph title="Who can compel whom" nodes={data.nodes} edges={data.edges} paths={data.paths} finding="United States can reach live prompts." bare />
      </Verdict>
      <Columns shape="wide-first">
        <SealBars title="Sovereignty, by objective" objectives={data.objectives} finding="SOV-2 reaches SEAL-2 and needs 3; SOV-7 is not known." />
        <Card title="What if" aside="not saved">
          <Stack>
            <Switch label="Administration from the EU only" detail="+ €14,400 a year for a night shift" />
            <Note tone="ok">
              <b>Would clear the block.</b> SOV-2 to SEAL-3, score 65 to 68. SOV-5 stays the weakest.
            </Note>
            <Button wide>Keep as draft 5</Button>
          </Stack>
        </Card>
      </Columns>
    </>
  )
}

function Models() {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(['mistral', 'apertus']))
  const [open, setOpen] = useState('mistral')
  const [german, setGerman] = useState(true)
  return (
    <>
      <PageHead title="Model" lead="7 of 214 models speak German and carry weights you can keep." actions={<Button icon={Columns3}>Compare 3 side by side</Button>} />
      <FilterChips label="Filters" onToggle={(_id, on) => setGerman(on)} chips={[{ id: 'de', label: 'German', isOn: german }, { id: 'w', label: 'Weights published', isOn: true }, { id: 'm', label: 'Made in…', isOn: false }]} />
      <Card flush>
        <DataTable
          caption="Models that meet the filters"
          captionHidden
          rows={data.models}
          rowKey={(row) => row.id}
          rowName={(row) => row.name}
          ticked={ticked}
          onTick={(id, on) => setTicked(new Set(on ? [...ticked, id] : [...ticked].filter((other) => other !== id)))}
          current={open}
          onOpen={(row) => setOpen(row.id)}
          sortedBy={{ column: 'size', direction: 'ascending' }}
          columns={[
            { key: 'name', name: 'Model', rowHeader: true, cell: (row) => <TwoLines first={row.name} second={row.maker} />, compare: (a, b) => (a.name < b.name ? -1 : 1) },
            { key: 'size', name: 'Size', align: 'end', cell: (row) => `${String(row.size)} B`, compare: (a, b) => a.size - b.size },
            { key: 'open', name: 'Openness', cell: (row) => <TwoLines first={<OpennessSquares parts={data.openness(row.open)} />} second={row.license} /> },
            { key: 'memory', name: 'Memory for 40 people', cell: (row) => <MemoryCell bytes={row.memory * data.GB} limitBytes={88.3 * data.GB} mostBytes={160 * data.GB} /> },
            { key: 'plan', name: 'For this plan', cell: (row) => <StateWord state={row.state}>{row.verdict}</StateWord> },
          ]}
        />
      </Card>
      <OpennessLegend />
    </>
  )
}

function Overview() {
  const text = useText()
  return (
    <>
      <PageHead title="Citizen correspondence assistant" lead="Drafts replies to residents’ letters for 420 staff. A clerk approves every reply." />
      <Verdict state="blocking" headline="One thing stops this plan from being signed." detail="Support staff in the United States can reach live prompts. Close that path, or record why the required level is lowered." action={<Button variant="primary">Go to hosting</Button>} />
      <Card title="Steps" aside="4 of 8 ready. Any order until review." flush>
        <DataTable
          caption="Steps"
          captionHidden
          rows={data.stages}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', name: 'Step', rowHeader: true, cell: (row) => (<Row><StateIcon state={row.state} /><a href={`#${row.id}`}>{text.word(`stage.${row.id}`)}</a></Row>) },
            { key: 'hint', name: 'In brief', cell: () => '420 staff, 40 at once, personal data' },
            { key: 'state', name: 'State', align: 'end', cell: (row) => (<StatusChip tone={row.blocking > 0 ? 'stop' : row.advisory > 0 ? 'warn' : row.state === 'ok' ? 'ok' : 'none'}>{text.word(`state.${row.state}`)}</StatusChip>) },
          ]}
        />
      </Card>
      <Timeline title="What happens when" lanes={data.lanes} today="2026-11-23" />
    </>
  )
}

const specs: Readonly<Record<string, FieldSpec>> = fields
const shownFields = ['identity.title', 'identity.assessedOn', 'organization.country', 'organization.type', 'organization.sector', 'purpose.summary', 'purpose.tags', 'data.personal', 'data.classification', 'load.users', 'load.minimumSpeed', 'load.growth', 'service.languages', 'service.modalities', 'service.budget', 'require.minimumSeal', 'require.dataCountries']

function Fields() {
  const [answers, setAnswers] = useState<Readonly<Record<string, FieldAnswer>>>({
    'identity.title': { value: 'Citizen correspondence assistant', basis: 'self-declared' },
    'identity.assessedOn': { value: '2026-11-23', basis: 'self-declared' },
    'organization.country': { value: 'DE', basis: 'contract' },
    'purpose.tags': { value: ['internal_drafting', 'translation'], basis: 'assumed' },
    'data.personal': { value: true, basis: 'self-declared' },
    'load.users': { value: 420, basis: 'measured' },
    'load.minimumSpeed': { value: 9500, basis: 'self-declared' },
    'load.growth': { value: null, basis: 'self-declared' },
    'service.languages': { value: ['de', 'en'], basis: 'self-declared' },
    'service.budget': { value: 214_000_00, basis: 'self-declared' },
  })
  const options = [{ id: 'de-vs-nfd', name: 'VS-NfD', detail: 'Germany' }, { id: 'de-public', name: 'Public' }]
  return (
    <>
      <PageHead title="Fields" lead="One control for every kind of answer." />
      <Card title="Answers">
        <Stack gap="loose">
          {shownFields.flatMap((id) => {
            const spec = specs[id]
            return spec === undefined
              ? []
              : [
                  <FieldControl
                    key={id}
                    id={id}
                    spec={spec}
                    answer={answers[id]}
                    options={options}
                    onChange={(value) => setAnswers({ ...answers, [id]: { value, basis: 'self-declared' } })}
                    onClear={() => setAnswers(Object.fromEntries(Object.entries(answers).filter(([other]) => other !== id)))}
                    {...(id === 'organization.type' ? { error: 'Choose one: later steps depend on it.' } : {})}
                  />,
                ]
          })}
        </Stack>
      </Card>
      <SmallPrint>{JSON.stringify(answers)}</SmallPrint>
    </>
  )
}

function Parts() {
  const text = useText()
  const [dialog, setDialog] = useState(asked.has('dialog'))
  return (
    <>
      <PageHead title="Parts" lead="Buttons, states, findings." />
      <Card title="Buttons and marks">
        <Stack>
          <Row>
            <Button variant="primary">Primary</Button>
            <Button icon={Plus}>Default</Button>
            <Button variant="danger">Delete</Button>
            <Button variant="quiet">Quiet</Button>
            <Button variant="text">Text</Button>
            <Button size="small">Small</Button>
            <Button isDisabled>Not now</Button>
            <Button onPress={() => setDialog(true)}>Open a dialog</Button>
            <Button onPress={() => showToast({ state: 'ok', title: 'Plan deleted', detail: 'It can be brought back.', action: { label: 'Undo', onPress: () => {} } })}>Show a message</Button>
          </Row>
          <Row>
            <StatusChip tone="ok">Ready</StatusChip>
            <StatusChip tone="warn">3 advisory</StatusChip>
            <StatusChip tone="stop">1 blocking</StatusChip>
            <StatusChip tone="note">Not known</StatusChip>
            <StatusChip tone="none">Cannot start yet</StatusChip>
            {(['ok', 'advisory', 'blocking', 'unknown', 'none'] as const).map((state) => (
              <StateIcon key={state} state={state} label={text.word(`state.${state}`)} />
            ))}
          </Row>
          <Row>
            <Checkbox label="Report, PDF" detail="Tagged for screen readers" defaultSelected />
            <Switch label="Only differences" defaultSelected />
            <Fingerprint>7c4e91a02f6bd35e7c4e91a02f6bd35e</Fingerprint>
          </Row>
        </Stack>
      </Card>
      <Verdict state="advisory" headline="Suitable, with one gap." detail="The training data is not published, so copyright and bias duties rest on the maker’s word." />
      <Verdict state="unknown" headline="No independent result for German official letters." detail="Plan your own evaluation with at least 200 letters." action={<Button>Add to obligations</Button>} />
      <Columns>
        <CostBars title="What drives the cost" items={data.costItems} currency="EUR" finding="Staff is the largest part." />
        <BreakEven title="Total spent" curves={data.curves} currency="EUR" breakEven={{ low: 28, likely: 37, high: 49 }} horizonMonths={36} finding="Own data centre is cheaper after 37 months." />
      </Columns>
      <Tabs
        label="Review"
        items={[
          { id: 'f', label: 'Findings', content: <Card flush><FindingList findings={data.findings} onGo={() => {}} onRemedy={() => {}} decisionFor={() => <Button size="small">Accept</Button>} /></Card> },
          { id: 'a', label: 'Answers', content: <KeyValue shape="wide" items={[{ key: 'a', label: 'Users', value: '420' }, { key: 'b', label: 'Reason', value: 'A longer value that breaks into more than a single line when there is not much room.' }]} /> },
        ]}
      />
      <Card title="Sources"><SourceList sources={data.findings.flatMap((finding) => finding.sources)} /></Card>
      <Columns>
        <Card><EmptyState icon={FolderOpen} title="No plan yet" actions={<Button variant="primary">Start a plan</Button>}>Start one, open the sample, or import a file.</EmptyState></Card>
        <Stack>
          <ErrorState what="The disk is full." kept="Everything up to 14:32 is saved." todo="Free some space, then press “Try again”." actions={<Button>Try again</Button>} />
          <Disclosure title="How this is worked out"><p>By counting.</p></Disclosure>
          <Skeleton />
        </Stack>
      </Columns>
      <Card title="Openness"><OpennessList parts={data.openness(['full', 'full', 'none', 'unknown', 'partial'])} /></Card>
      <MemoryBar title="Memory, too little" parts={data.memoryParts('Weights', 'Conversation memory', 'Runtime')} totalBytes={64 * data.GB} usableBytes={58 * data.GB} cards={4} finding="Short by 10 GB." />
      <Dialog title="Accept this finding" isOpen={dialog} onOpenChange={setDialog} actions={<><Button onPress={() => setDialog(false)}>Cancel</Button><Button variant="primary">Accept</Button></>}>
        <p>It stays in the report with your name and your reason.</p>
      </Dialog>
    </>
  )
}

const views: Readonly<Record<string, () => ReactNode>> = { overview: Overview, model: Models, hardware: Hardware, hosting: Hosting, fields: Fields, parts: Parts }

function Rail() {
  const states = data.stages.map((stage) => stage.state)
  return (
    <>
      <ReadinessRing states={states} blocking={1} advisory={4} unknown={1} />
      <RailSection title="Plan so far">
        <KeyValue
          items={[
            { key: 'model', label: 'Model', value: 'Mistral Small 3.2, 8 bit', onOpen: () => {} },
            { key: 'license', label: 'Licence', value: 'Apache 2.0' },
            { key: 'hardware', label: 'Hardware', value: '2 × L40S, 96 GB' },
            { key: 'hosting', label: 'Hosting', value: 'EU provider, Leipzig' },
            { key: 'seal', label: 'Sovereignty', value: 'SEAL-1, score 65' },
            { key: 'cost', label: 'Cost, 3 years', value: null },
          ]}
        />
      </RailSection>
      <RailSection title="Findings" aside={<Button variant="text">All 5</Button>}>
        <FindingBriefs findings={data.findings} onOpen={() => {}} />
      </RailSection>
      <RailFoot>
        <Button variant="primary" wide iconAfter={ArrowRight}>Hosting and jurisdiction</Button>
      </RailFoot>
    </>
  )
}

function Gallery() {
  const [language, setLanguage] = useState<Language>(languages.find((code) => code === asked.get('language')) ?? 'en')
  const [theme, setTheme] = useState<Theme>(themes.find((name) => name === asked.get('theme')) ?? 'system')
  const [view, setView] = useState(asked.get('view') ?? 'hardware')
  const [palette, setPalette] = useState(asked.has('palette'))
  return (
    <WordsProvider language={language}>
      <Page
        language={language}
        view={view}
        onView={setView}
        theme={theme}
        onTheme={(chosen) => {
          setTheme(chosen)
          showTheme(chosen)
        }}
        onLanguage={(chosen) => {
          setLanguage(chosen)
          setDocumentLanguage(chosen)
        }}
        palette={palette}
        onPalette={setPalette}
      />
    </WordsProvider>
  )
}

function Page(props: { readonly language: Language; readonly view: string; readonly onView: (view: string) => void; readonly theme: Theme; readonly onTheme: (theme: Theme) => void; readonly onLanguage: (language: Language) => void; readonly palette: boolean; readonly onPalette: (open: boolean) => void }) {
  const { view, onView, theme, onTheme, onLanguage, palette, onPalette } = props
  const text = useText()
  const View = views[view] ?? Hardware
  const items: readonly NavItem[] = data.stages.map(({ id, state, advisory, blocking }) => ({
    id,
    label: text.word(`stage.${id}`),
    state,
    ...(blocking > 0 ? { count: { tone: 'stop' as const, count: blocking, label: text.word('level.blockingCount', { count: blocking }) } } : advisory > 0 ? { count: { tone: 'warn' as const, count: advisory, label: text.word('level.advisoryCount', { count: advisory }) } } : {}),
  }))
  return (
    <>
      <AppShell
        place={view}
        railCount={5}
        top={({ start, end }) => (
          <TopBar
            title="Citizen correspondence assistant"
            draft="Draft 4"
            save={{ kind: 'saved', at: '2026-11-23T14:32:00Z' }}
            undo={{ what: 'number format', run: () => {} }}
            redo={null}
            onPalette={() => onPalette(true)}
            theme={theme}
            onTheme={onTheme}
            onLanguage={onLanguage}
            onHome={() => onView('overview')}
            start={start}
            end={end}
          />
        )}
        nav={
          <StageNav
            first={[{ id: 'overview', label: text.word('app.overview'), icon: LayoutList }]}
            stages={items}
            reference={[
              { id: 'fields', label: text.word('app.allPlans'), icon: FolderOpen },
              { id: 'parts', label: text.word('app.sources'), icon: BookOpen },
            ]}
            current={view}
            onOpen={onView}
            referenceDay="2026-11-02"
            referenceHolds
          />
        }
        rail={<Rail />}
      >
        <View />
      </AppShell>
      <CommandPalette
        isOpen={palette}
        onOpenChange={onPalette}
        commands={Object.keys(views).map((id) => ({ id, label: `Go to ${id}`, group: 'Go to', icon: ArrowRight, run: () => onView(id) }))}
      />
      <Toasts />
    </>
  )
}

prepareDocument()
showTheme(themes.find((name) => name === asked.get('theme')) ?? 'system')
setDocumentLanguage(asked.get('language') ?? 'en')
const root = document.getElementById('root')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  )
