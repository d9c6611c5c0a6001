"""How the report on a draft looks: on a desk, on a phone, in the dark and on paper."""

from __future__ import annotations

# Marks differ by line and sign as well as by colour: solid, dashed, dotted, double. All text is at least 4.5 to 1.
LIGHT = (
    "--text: #1c2126; --dim: #59626b; --rule: #d3d9df; --page: #ffffff; --card: #f6f8fa; --link: #1f5f9e; "
    "--bad: #a3241b; --bad-tint: #fbe3df; --doubt: #7a4f00; --doubt-tint: #fdeec9; --open: #4a5560; "
    "--open-tint: #e7ebef; --good: #1d6b43; --good-tint: #dcf1e4;"
)
DARK = (
    "--text: #e6e9ec; --dim: #a5afb8; --rule: #3a424a; --page: #15191d; --card: #1d2328; --link: #8fc1f2; "
    "--bad: #ffa49a; --bad-tint: #55231e; --doubt: #f3c877; --doubt-tint: #47360f; --open: #b9c3cc; "
    "--open-tint: #313a42; --good: #8fd9ae; --good-tint: #17402b;"
)
STYLE = """
:root { color-scheme: light dark; LIGHT }
@media (prefers-color-scheme: dark) { :root { DARK } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--page); font: 17px/1.65 Georgia, "Times New Roman", serif;
  overflow-wrap: anywhere; }
.page { max-width: 78rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
header, nav, aside, footer, .notes, h2 { font-family: system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font: 600 1.5rem/1.3 system-ui, -apple-system, "Segoe UI", sans-serif; margin: 0 0 .35rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
h3 { font: 600 .95rem/1.4 system-ui, -apple-system, "Segoe UI", sans-serif; margin: 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.told { color: var(--dim); font-size: .875rem; margin: 0; }
.answer { display: flex; gap: .9rem; align-items: baseline; margin: 1.1rem 0 0; padding: .85rem 1rem;
  border-radius: 8px; border: 1px solid; font-size: 1rem; line-height: 1.5; }
.answer strong { font-size: 1.05rem; white-space: nowrap; }
.answer p { margin: 0; }
.answer.bad { color: var(--bad); background: var(--bad-tint); }
.answer.good { color: var(--good); background: var(--good-tint); }
.answer span { color: var(--text); }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .9rem 0 0;
  font-size: .875rem; }
.notes { margin: 1rem 0 0; padding: .6rem 1rem .6rem 2rem; font-size: .9rem; background: var(--doubt-tint);
  border-radius: 8px; }
.tag { display: inline-block; padding: .05rem .5rem; border-radius: 999px; border: 1px solid currentColor;
  font: 600 .8rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; white-space: nowrap; }
.tag.bad { color: var(--bad); background: var(--bad-tint); }
.tag.doubt { color: var(--doubt); background: var(--doubt-tint); }
.tag.open { color: var(--open); background: var(--open-tint); }
.tag.good { color: var(--good); background: var(--good-tint); }
.list { padding: 0; margin: 0; list-style: none; font-size: .925rem; }
.list li { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); gap: .15rem .9rem; align-items: baseline;
  padding: .35rem 0; border-top: 1px solid var(--rule); }
.list a { color: inherit; }
.line { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 27rem); gap: 0 2rem; padding: .35rem 0; }
.line > p { margin: 0 0 .4rem; }
.line > .cards:empty { display: none; }
mark { color: inherit; background: none; border-radius: 2px; text-underline-offset: .22em;
  text-decoration-thickness: 2px; }
mark.bad { background: var(--bad-tint); text-decoration: underline double var(--bad); }
mark.doubt { background: var(--doubt-tint); text-decoration: underline dashed var(--doubt) 2px; }
mark.open { background: var(--open-tint); text-decoration: underline dotted var(--open) 2px; }
mark.good { background: var(--good-tint); text-decoration: underline solid var(--good) 1px; }
sup { font: 700 .72rem/1 system-ui, sans-serif; margin-right: .2em; vertical-align: .45em; }
sup a { text-decoration: none; padding: .1em .2em; }
.card { background: var(--card); border: 1px solid var(--rule); border-left: 5px solid var(--rule);
  border-radius: 6px;
  padding: .7rem .9rem .75rem; margin: 0 0 .9rem; font: .875rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
.card.bad { border-left: 7px double var(--bad); }
.card.doubt { border-left: 5px dashed var(--doubt); }
.card.open { border-left: 5px dotted var(--open); }
.card.good { border-left-color: var(--good); }
.card:target { outline: 3px solid var(--link); outline-offset: 2px; }
mark:target { outline: 3px solid var(--link); }
.card p { margin: .35rem 0 0; }
.card .asked, .card blockquote { font: 1rem/1.55 Georgia, "Times New Roman", serif; }
.card blockquote { margin: .5rem 0 0; padding-left: .7rem; border-left: 2px solid var(--rule); }
.card ul { margin: .4rem 0 0; padding-left: 1.1rem; }
.card .around { color: var(--dim); }
.card .label { color: var(--dim); }
.card .label + ul { margin-top: .1rem; }
.card .grave { color: var(--bad); font-weight: 600; }
.card .note { padding-left: .7rem; border-left: 3px solid var(--doubt); }
del { color: var(--bad); background: var(--bad-tint); text-decoration: line-through;
  text-decoration-thickness: 2px; padding: 0 .1em; }
ins { color: var(--good); background: var(--good-tint); text-decoration: underline;
  text-decoration-thickness: 2px; padding: 0 .1em; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--dim);
  font-size: .875rem; }
footer p { margin: 0 0 .4rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .4rem .8rem; z-index: 1; }
@media (max-width: 52rem) {
  body { font-size: 16.5px; }
  .page { padding: 1rem .9rem 2rem; }
  .answer { flex-wrap: wrap; gap: .3rem .9rem; }
  .line { grid-template-columns: minmax(0, 1fr); padding: .2rem 0; }
  .line > .cards { margin: .3rem 0 .5rem; }
  .list li { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  :root { LIGHT }
  body { font-size: 10.5pt; }
  .page { max-width: none; padding: 0; }
  .line { grid-template-columns: minmax(0, 1fr) 45%; }
  .card, .list li { break-inside: avoid; }
  .skip { display: none; }
  mark, .card, .tag, .answer, del, ins { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
""".replace("LIGHT", LIGHT).replace("DARK", DARK)
