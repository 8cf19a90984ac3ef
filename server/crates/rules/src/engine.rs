//! Runs the rules over a connector: one walk, dispatched by place.

use std::cmp;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;

use connector::{Connector, Document};
use rustc_hash::FxHashMap;
use syntax::{Node, name_tag};
use vocabulary::{Entry, Place, Standing};

use crate::context::Context;
use crate::finding::Finding;
use crate::property_texts::{Texts, texts};
use crate::registry::rules;
use crate::rule::{Check, Rule};
use crate::settings::{Settings, Severity};
use crate::units::Parts;

/// Asks a run to stop early. Clones share the request.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for the stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether someone asked.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A rule that is on, with its severity.
#[derive(Clone, Copy)]
pub(crate) struct Active {
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
}

/// A rule that wants to see something, on or not, with what it looks with.
struct Wish<L> {
    rule: &'static Rule,
    /// Its place among all rules.
    number: usize,
    look: L,
}

type LookAtAny = fn(&mut Context<'_>, &Document, Node<'_>, Place);
type LookAtOne = fn(&mut Context<'_>, Node<'_>, Place);
type LookAtUnknown = fn(&mut Context<'_>, &Document, Node<'_>);
type LookAtProperty = fn(&mut Context<'_>, Node<'_>, &Texts<'_>);

/// All rules that want to see nodes, by what they want to see. Worked out once in a process.
struct Wishes {
    /// The rules that see every node.
    everywhere: Vec<Wish<LookAtAny>>,
    objects: Vec<Wish<LookAtOne>>,
    unknown: Vec<Wish<LookAtUnknown>>,
    properties: Vec<Wish<LookAtProperty>>,
    /// The rules on nodes at a place, by place.
    by_place: Vec<Vec<Wish<LookAtOne>>>,
    /// The rules on members that the formats know, by [`Entry`].
    by_entry: Vec<Vec<Wish<LookAtOne>>>,
    /// The rules on members that they do not know, by the place of their object and the tag of the member's name.
    by_name: FxHashMap<(u8, u16), Vec<Named>>,
    /// For each place of an object the [bits](tag_bit) of the names in `by_name`.
    names: Vec<u64>,
}

/// The rules on members of this name.
type Named = (&'static str, Vec<Wish<LookAtOne>>);

static WISHES: LazyLock<Wishes> = LazyLock::new(Wishes::of_all);

/// After how many nodes the walk looks whether it should stop.
const STOP_INTERVAL: usize = 4096;

/// Fewer nodes are not worth another thread: starting it takes as long as to look at a thousand.
const NODES_PER_THREAD: usize = 4000;

/// How many processors there are for us. Asked once: the standard library reads files of the system to tell that.
static PROCESSORS: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// The rules that are on, by what they look at.
pub(crate) struct Plan {
    pub(crate) settings: Settings,
    /// All of them.
    pub(crate) active: Vec<Active>,
    /// How bad what each of all rules finds is; `None`: the rule is off.
    severities: Vec<Option<Severity>>,
    wishes: &'static Wishes,
    pub(crate) of_operations: Vec<Active>,
    pub(crate) of_path_items: Vec<Active>,
    pub(crate) of_calls: Vec<Active>,
    /// Those that look at documents or the connector as a whole.
    pub(crate) whole: Vec<Active>,
}

impl Plan {
    pub(crate) fn of(settings: &Settings) -> Self {
        let mut settings = settings.clone();
        settings.profile = settings.profile.resolve(&settings.path);
        let severities: Vec<_> = rules().map(|rule| settings.severity(rule)).collect();
        let active: Vec<Active> = rules()
            .zip(&severities)
            .filter_map(|(rule, severity)| severity.map(|severity| Active { rule, severity }))
            .collect();
        let mut plan = Self {
            of_operations: Vec::new(),
            of_path_items: Vec::new(),
            of_calls: Vec::new(),
            whole: Vec::new(),
            active,
            severities,
            wishes: &WISHES,
            settings,
        };
        for active in &plan.active {
            let list = match active.rule.check {
                Check::Operation(_) => &mut plan.of_operations,
                Check::PathItem(_) => &mut plan.of_path_items,
                Check::DynamicCall(_) => &mut plan.of_calls,
                Check::Document(_) | Check::Connector(_) | Check::Family(_) | Check::Policy(_) => {
                    &mut plan.whole
                }
                _ => continue,
            };
            list.push(*active);
        }
        plan
    }

    /// What the rules report to; `None` if none is on.
    pub(crate) fn context<'c>(&self, connector: &'c Connector) -> Option<Context<'c>> {
        Some(Context::new(connector, &self.settings, self.active.first()?.rule))
    }
}

/// All findings on `connector` under `settings`, by file, then by position. After a stop the list is incomplete and
/// must not be shown.
///
/// With [`crate::Profile::Auto`] the profile goes by [`Settings::path`].
pub fn check(connector: &Connector, settings: &Settings, stop: &Stop) -> Vec<Finding> {
    let plan = Plan::of(settings);
    let Some(mut context) = plan.context(connector) else { return Vec::new() };
    for document in connector.documents() {
        walk(&mut context, &plan, document, stop);
    }
    for active in &plan.active {
        if stop.is_stopped() {
            break;
        }
        context.set_rule(active.rule, active.severity);
        run(&mut context, active.rule);
    }
    in_order(context.into_findings(), connector, &plan)
}

/// [`check`] on several threads at once, for whoever waits for one large connector.
pub fn check_on_threads(connector: &Connector, settings: &Settings, stop: &Stop) -> Vec<Finding> {
    let nodes: usize = connector.documents().map(|document| document.tree().len()).sum();
    let threads = PROCESSORS.min(nodes / NODES_PER_THREAD).min(4);
    if threads < 2 {
        return check(connector, settings, stop);
    }
    let plan = Plan::of(settings);
    let parts = Parts::of(connector, &plan);
    // What looks at all of the connector takes longest and comes first, so that what is left at the end is little.
    let (of_documents, whole) = parts.units.split_at(parts.units.len() - plan.whole.len());
    let nth = |at: usize| whole.get(at).or_else(|| of_documents.get(at - whole.len()));
    let next = AtomicUsize::new(0);
    let work = || {
        let Some(mut context) = plan.context(connector) else { return Vec::new() };
        while let Some(unit) = nth(next.fetch_add(1, Ordering::Relaxed)) {
            if stop.is_stopped() {
                break;
            }
            parts.run(&mut context, &plan, *unit);
        }
        context.into_findings()
    };
    let findings = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut findings = work();
        for other in others {
            match other.join() {
                Ok(found) => findings.extend(found),
                Err(panic) => resume_unwind(panic),
            }
        }
        findings
    });
    in_order(findings, connector, &plan)
}

/// What is to be shown of findings, in the order of [`check`].
fn in_order(mut findings: Vec<Finding>, connector: &Connector, plan: &Plan) -> Vec<Finding> {
    if !plan.settings.ignore.is_empty() {
        findings.retain(|finding| !is_ignored(connector, &plan.settings, finding));
    }
    findings.sort_by(order);
    findings
}

/// By file, then by position. What stands at one place goes by rule and by what it says, so that the order of a run does
/// not matter.
pub(crate) fn order(one: &Finding, other: &Finding) -> cmp::Ordering {
    let place = |finding: &Finding| (finding.file, finding.span.start, finding.span.end, finding.rule.code);
    let by_place = place(one).cmp(&place(other));
    by_place.then_with(|| (&one.message, one.node).cmp(&(&other.message, other.node)))
}

impl Wishes {
    fn of_all() -> Self {
        let places = Place::ALL.len();
        let mut wishes = Self {
            everywhere: Vec::new(),
            objects: Vec::new(),
            unknown: Vec::new(),
            properties: Vec::new(),
            by_place: (0..places).map(|_| Vec::new()).collect(),
            by_entry: (0..Entry::COUNT).map(|_| Vec::new()).collect(),
            by_name: FxHashMap::default(),
            names: vec![0; places],
        };
        for (number, rule) in rules().enumerate() {
            match rule.check {
                Check::Nodes(look) => wishes.everywhere.push(Wish { rule, number, look }),
                Check::Objects(look) => wishes.objects.push(Wish { rule, number, look }),
                Check::Unknown(look) => wishes.unknown.push(Wish { rule, number, look }),
                Check::Property(look) => wishes.properties.push(Wish { rule, number, look }),
                Check::Places(places, look) => {
                    for place in places {
                        wishes.by_place[*place as usize].push(Wish { rule, number, look });
                    }
                }
                Check::Members(places, names, look) => {
                    for (place, name) in
                        places.iter().flat_map(|place| names.iter().map(move |name| (place, name)))
                    {
                        wishes.named(*place, name).push(Wish { rule, number, look });
                    }
                }
                _ => {}
            }
        }
        wishes
    }

    /// The rules on members of this name in objects at this place.
    fn named(&mut self, place: Place, name: &'static str) -> &mut Vec<Wish<LookAtOne>> {
        if let Some(entry) = vocabulary::entry(place, name) {
            return &mut self.by_entry[entry.number()];
        }
        self.names[place as usize] |= tag_bit(name_tag(name));
        let namesakes = self.by_name.entry((place as u8, name_tag(name))).or_default();
        let at = namesakes.iter().position(|(known, _)| *known == name).unwrap_or(namesakes.len());
        if at == namesakes.len() {
            namesakes.push((name, Vec::new()));
        }
        &mut namesakes[at].1
    }
}

/// One of 64 bits for names with this tag.
const fn tag_bit(tag: u16) -> u64 {
    1 << (tag.wrapping_mul(0x9E37) >> 10)
}

fn walk(context: &mut Context<'_>, plan: &Plan, document: &Document, stop: &Stop) {
    for (index, node) in document.tree().nodes().enumerate() {
        if index % STOP_INTERVAL == 0 && stop.is_stopped() {
            return;
        }
        look_at_node(context, plan, document, node);
    }
}

/// Runs the rules that want to see this node.
pub(crate) fn look_at_node(context: &mut Context<'_>, plan: &Plan, document: &Document, node: Node<'_>) {
    let wishes = plan.wishes;
    let place = document.place(node);
    each(context, plan, &wishes.everywhere, |look, context| look(context, document, node, place));
    if node.is_object() {
        each(context, plan, &wishes.objects, |look, context| look(context, node, place));
    }
    each(context, plan, &wishes.by_place[place as usize], |look, context| look(context, node, place));
    if place == Place::PropertySchema
        && let Some(texts) = texts(node)
    {
        each(context, plan, &wishes.properties, |look, context| look(context, node, &texts));
    }
    let (Some(key), Some(object)) = (node.key(), node.parent()) else { return };
    let around = document.place(object);
    let entry = document.entry(node);
    let is_unknown = match entry {
        Some(entry) => entry.member().standing == Standing::Ignored,
        None => place == Place::Free && around != Place::Free,
    };
    if is_unknown {
        each(context, plan, &wishes.unknown, |look, context| look(context, document, node));
    }
    if let Some(entry) = entry {
        each(context, plan, &wishes.by_entry[entry.number()], |look, context| look(context, node, around));
        return;
    }
    let tag = key.tag();
    // Most of these are names of the author's choice.
    if wishes.names[around as usize] & tag_bit(tag) != 0
        && let Some(namesakes) = wishes.by_name.get(&(around as u8, tag))
        && let Some((_, wishes)) = namesakes.iter().find(|(name, _)| key.is(name))
    {
        each(context, plan, wishes, |look, context| look(context, node, around));
    }
}

/// Runs those of the rules that are on.
fn each<L: Copy>(
    context: &mut Context<'_>,
    plan: &Plan,
    wishes: &[Wish<L>],
    run: impl Fn(L, &mut Context<'_>),
) {
    for wish in wishes {
        if let Some(severity) = plan.severities[wish.number] {
            context.set_rule(wish.rule, severity);
            run(wish.look, context);
        }
    }
}

/// Runs a rule that looks at parts of the model.
pub(crate) fn run(context: &mut Context<'_>, rule: &Rule) {
    let connector = context.connector();
    match rule.check {
        Check::Places(..)
        | Check::Members(..)
        | Check::Nodes(_)
        | Check::Objects(_)
        | Check::Unknown(_)
        | Check::Property(_) => {}
        Check::Document(look) => connector.documents().for_each(|document| look(context, document)),
        Check::Connector(look) => look(context),
        Check::Policy(look) => {
            for file in connector.properties_files() {
                file.policies.iter().for_each(|policy| look(context, file, policy));
            }
        }
        Check::PathItem(look) => definition_parts(context, |definition| &definition.path_items, look),
        Check::Operation(look) => definition_parts(context, |definition| &definition.operations, look),
        Check::DynamicCall(look) => definition_parts(context, |definition| &definition.dynamic_calls, look),
        Check::Family(look) => definition_parts(context, |definition| &definition.families, look),
    }
}

fn definition_parts<'c, T: 'c>(
    context: &mut Context<'c>,
    parts: impl Fn(&'c connector::Definition) -> &'c Vec<T>,
    look: fn(&mut Context<'_>, &T),
) {
    if let Some(definition) = context.definition() {
        for part in parts(definition) {
            look(context, part);
        }
    }
}

fn is_ignored(connector: &Connector, settings: &Settings, finding: &Finding) -> bool {
    settings.ignores(finding.rule.code, &pointer(connector, finding), finding.file)
}

/// The JSON pointer of what a finding is about; empty for the document, or a place outside of the tree.
pub fn pointer(connector: &Connector, finding: &Finding) -> String {
    let document = connector.document(finding.file);
    match (document, finding.node) {
        (Some(document), Some(node)) => syntax::pointer::pointer(document.node(node)),
        _ => String::new(),
    }
}
