//! Small words inside a name: `Stoke-on-Trent`, `Bank of England`, `Office for Statistics`, `Test and Trace`, `Vincent van
//! Gogh`. Where they stand between two names (`from Harle to Weirton`, `Smith and Jones`) they join nothing.

use super::{
    super::{lexicon::is_in, passage::Passage, tongue::Tongue},
    Place,
};

/// What may be one of, or for, something (`Bank of England`). Somebody *of* somewhere is not called so.
const BODIES: &str = " Office Department Ministry Minister Secretary Centre Center Centers Centres Institute Agency Council \
    Campaign Committee Commission Commissioner Society Association Foundation Fund Bureau School Plan Programme Program \
    Partnership Alliance Coalition Movement Network Party Union Board Authority Directorate Organisation Organization \
    Academy College Federation Trust Forum Bank University Church House Isle Isles King Queen Prince Princess Duke Duchess \
    Earl Bishop Archbishop Court Chamber President Mayor Republic Kingdom State States Commonwealth City Port Gulf Bay Cape \
    Tower Museum Library Faculty Guild Order Bill Act Prevention Freedom Declaration Treaty Battle Strait Straits Sea Riding \
    Vale Forest Borough County Province Region District Emirates Territory Firth Horn Bridge Palace Castle Temple Cathedral \
    Hall Statue Register Rules Speaker Director Chief Head Leader Chancellor Master Knights Friends League Institution \
    Inspectorate Inspector Confederation Congress Parliament Assembly Senate Conference Convention Community Confederacy \
    Dean Governor Deputy Chair Chairman Secretariat Hospital Festival Garden Gardens ";

/// What may be *for* something (`Office for Statistics`).
const MEANT: &str = " Office Department Ministry Minister Secretary Commissioner Centre Center Centers Centres Institute Agency \
    Campaign Committee Commission Society Association Foundation Fund Bureau School Plan Programme Program Partnership \
    Alliance Coalition Movement Network Organisation Organization Trust ";

/// What such a body is for, one of several (`Department for Business, Energy and Industrial Strategy`).
const THEMES: &str = " Aeronautics Agriculture Aqueduct Arts Border Business Citizenship Care Climate Communities Conservation Consumer Crime Culture Customs Defence \
    Defense Digital Drug Education Employment Energy Environment Equality Families Finance Fire Fisheries Food Forestry \
    Health Healthcare Heritage Home Housing Human Immigration Industrial Industry Innovation Justice Labour Labor Law Local Maritime \
    Media Medicine Medicines Natural Nuclear Nutrition Oceanic Parks Pensions Planning Police Public Reconstruction Recreation \
    Rescue Research Revenue Rural Safety Sanitation Science Securities Security Sewer Sewerage Skills Social Space Sport Sports \
    Standards Strategy Affairs Government Protection Development Technology Test Tourism Trace Track Trade Training Transport Urban Veterans Water Welfare Wildlife Women \
    Work Youth ";

/// What the name of a body or of something it does ends with.
const ENDINGS: &str = " Administration Agency Association Authority Board Bureau Commission Commissioner Committee Council \
    Department Executive Inspectorate Institute Ministry Office Ombudsman Organisation Organization Regulator Secretary \
    Service Services Society Trust ";

/// The same of what is done: `Eat Out to Help Out Scheme`.
const DEEDS: &str = " Act Bill Campaign Fund Initiative Programme Program Scheme ";

/// What is granted *to* somebody, and what is: `Right to Buy`.
const GRANTS: &str = " Access Right Help Return ";
const GRANTED: &str = " Work Buy Rent Roam Justice Information Medicines Play Repair Die Life Manage ";

/// Small words inside the names of people and places, in an English text: elsewhere they say *of* and *to*.
const PARTICLES: &str = " van von der den de la du di da del della do dos das des el bin ibn ben bint ter ten ";

/// Bodies of which other languages say with these words what they are of: `Conseil de Sécurité`.
const FOREIGN_BODIES: &str = " Conseil Comité Ministère Banque Université Tribunal Cour Assemblée Agence Office Institut République Chambre \
    Parlement Ministerio Banco Universidad Consejo Corte Agencia Instituto Cámara Junta Ministério Universidade Conselho Banca \
    Università Consiglio Ministero Camera Repubblica Repositório Comunidade Comisión Commission Comissão Commissione Centre \
    Centro Fondation Fundación Fundação Fondazione Partido Parti Partito Côte Île Golfe Rio Río ";

/// Small words inside the names of places, between hyphens: `Stoke-on-Trent`.
const IN_PLACES: &str = " on upon under in by next super cum of for the le la les en sur sous de du aux ";

/// What a letter alone tells apart (`Group B. Germany won it`): it is no initial.
const LETTERED: &str = " Group Room Class Hepatitis Option Serie Plan Terminal Category Type Vitamin Section Part Appendix Annex \
    Schedule Level Team Block Unit Grade Figure Table War Act Side Phase Building Wing Gate Zone Form Exhibit ";

/// Words looked at ahead, at most.
const AHEAD: usize = 6;

/// The words of a passage that a name may be made of, from its first on, each with whether it opens a sentence.
pub(super) struct Row<'p, 'a, 'w> {
    /// The text.
    pub(super) passage: &'p Passage<'a>,
    /// Its words of prose from the first of a name on.
    pub(super) words: &'w [(usize, Place)],
}

impl<'a> Row<'_, 'a, '_> {
    /// Whether the first of them opens a sentence.
    fn opens(&self) -> bool {
        self.words.first().is_some_and(|word| word.1 == Place::First)
    }

    fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| self.passage.word(word.0))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.passage.is_capital(word.0))
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> Option<&'a str> {
        let (before, this) = (self.words.get(at.checked_sub(1)?)?.0, self.words.get(at)?.0);
        self.passage.text.get(self.passage.tokens.get(before)?.end..self.passage.tokens.get(this)?.start)
    }

    /// The words with a capital from one on, a blank between: how many, and the last.
    fn ahead(&self, at: usize) -> (usize, &'a str) {
        let follows = |at: &usize| self.gap(*at) == Some(" ") && self.is_capital(*at);
        let count = (at..at + AHEAD).take_while(follows).count();
        (count, self.word((at + count).saturating_sub(1)))
    }

    /// How many small words at a place join what follows to the name of the words before it; 0 where none do. `nouns`:
    /// whether every noun has a capital, as in German.
    pub(super) fn joints(&self, at: usize, nouns: bool) -> usize {
        let word = self.word(at);
        if at == 0 || word.len() > 5 {
            return 0;
        }
        let chained = |at: usize| self.gap(at) == Some("-");
        if chained(at) && chained(at + 1) && self.is_capital(at + 1) {
            return usize::from(!nouns && is_in(IN_PLACES, word));
        }
        if nouns || self.gap(at) != Some(" ") {
            return 0;
        }
        // `Ann B. Lee`
        if word.len() == 1 && word.starts_with(char::is_uppercase) {
            let initial = self.gap(at + 1) == Some(". ") && !is_in(LETTERED, self.word(at - 1));
            return usize::from(initial && self.is_capital(at + 1));
        }
        let spaced = |at: usize| self.gap(at) == Some(" ") && self.is_capital(at);
        let before = self.word(at - 1);
        let body = || is_in(BODIES, before);
        match word {
            "of" if spaced(at + 1) && body() => 1,
            "of" if self.word(at + 1) == "the" && self.gap(at + 1) == Some(" ") && spaced(at + 2) && body() => 2,
            "for" if is_in(MEANT, before) && spaced(at + 1) => 1,
            "and" if self.joins_themes(at) => 1,
            "to" if spaced(at + 1) => {
                let (count, last) = self.ahead(at + 1);
                let behind = self.word(at + 1 + count);
                let deed = || is_in(DEEDS, last) || DEEDS.to_lowercase().contains(&format!(" {behind} "));
                let of_deed = count > 1 && before == "Out" && deed();
                let granted = is_in(GRANTS, before) && is_in(GRANTED, self.word(at + 1));
                usize::from(of_deed || granted && !(self.opens() && at == 1))
            }
            _ if self.opens() && at == 1 => 0,
            _ => {
                let particles =
                    (at..at + 3).take_while(|at| is_in(PARTICLES, self.word(*at)) && self.gap(*at) == Some(" "));
                let count = particles.count();
                let of_body = || {
                    is_in(FOREIGN_BODIES, before)
                        && matches!(word, "de" | "du" | "des" | "di" | "da" | "do" | "del" | "della" | "dos" | "das")
                };
                let english = || !matches!(word, "do" | "das" | "des") && self.passage.tongue() == Tongue::English;
                let joins = count > 0 && spaced(at + count) && (of_body() || english());
                if joins { count } else { 0 }
            }
        }
    }

    /// Whether *and* stands between what one body is for: `Test and Trace`, `Food and Drug Administration`.
    fn joins_themes(&self, at: usize) -> bool {
        let (count, last) = self.ahead(at + 1);
        let small = self.word(at + 1 + count + 1);
        // `Medicines and Healthcare products Regulatory Agency`
        let further = || small.starts_with(char::is_uppercase) && is_in(ENDINGS, self.ahead(at + 2 + count).1);
        // Of two bodies each has a name: `Department of Health and Home Office`.
        let of_body = (0..at).any(|at| matches!(self.word(at), "of" | "for"));
        let all = || (at + 1..at + 1 + count).all(|at| is_in(THEMES, self.word(at)));
        let joins = if of_body { all() } else { is_in(THEMES, self.word(at + 1)) || is_in(ENDINGS, last) || further() };
        count > 0 && is_in(THEMES, self.word(at - 1)) && joins
    }

    /// Whether a comma before a word stands inside a name: `Department for Business, Energy and Industrial Strategy`.
    pub(super) fn is_listed(&self, at: usize) -> bool {
        let themes = |at: usize| is_in(THEMES, self.word(at));
        if self.gap(at) != Some(", ") {
            return false;
        }
        let (count, _) = self.ahead(at + 1);
        let (after, gap) = (at + 1 + count, self.gap(at + 1 + count));
        themes(at.saturating_sub(1))
            && themes(at)
            && (0..at).any(|at| matches!(self.word(at), "of" | "for"))
            && (self.word(after) == "and" && gap == Some(" ") && themes(after + 1)
                || gap == Some(", ") && themes(after))
    }

    /// Whether a small word stands before the last of a name that *and* joined: `Healthcare products Regulatory Agency`.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let ends = || {
            let (count, last) = self.ahead(at + 1);
            count > 0 && is_in(ENDINGS, last)
        };
        (1..at).any(|at| self.word(at) == "and") && self.gap(at) == Some(" ") && ends()
    }
}
