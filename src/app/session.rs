//! Where the user left an archive, and back to it.

use super::{Model, diff::Landing, timeline::Wanted, user::Session};

impl Model {
    /// Where the user is, to be remembered.
    #[must_use]
    pub fn session(&self) -> Session {
        Session {
            article: self.timeline.article.clone(),
            pair: self.timeline.pair(),
            view: self.diff.layout.view,
            paragraph: self.diff.paragraph(),
            scroll: 0,
            sort: self.list.query.sort,
            reversed: self.list.query.reversed,
            filter: self.list.query.filter.words.clone(),
            theme: self.theme_chosen.then(|| self.theme.clone()),
        }
    }

    /// Takes a session up, before [`start`](super::start). Its article is gone to as soon as it has been read, unless
    /// the user goes elsewhere first.
    pub fn restore(&mut self, session: Session) {
        self.diff.layout.view = session.view;
        self.list.query.sort = session.sort;
        self.list.query.reversed = session.reversed;
        self.list.query.filter.words = session.filter;
        if let Some(theme) = session.theme.filter(|t| self.themes.contains(t)) {
            (self.theme, self.theme_chosen) = (theme, true);
        }
        let (base, target) = session.pair.unzip();
        let landing = match (session.paragraph, session.scroll) {
            (Some((side, at)), _) => Landing::Paragraph(side, at),
            (None, 0) => Landing::FirstChange,
            (None, row) => Landing::Row(row),
        };
        let wanted = Wanted { base, target, landing };
        self.list.hoped = session.article.map(|id| (id, wanted));
    }
}
