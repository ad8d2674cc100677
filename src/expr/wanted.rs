//! What could stand where a source stops being an expression.

/// Something that may follow, in the order in which messages name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    End,
    Value,
    Relation,
    Name,
    Joint,
    In,
    Within,
    Where,
    Sum,
    Comma,
    Colon,
    Close,
    Unbracket,
}

/// Everything that could stand at the furthest place that was read.
#[derive(Default, Debug)]
pub(super) struct Expected {
    /// The index of the token.
    at: usize,
    wanted: u16,
}

const ALL: [Wanted; 13] = {
    use Wanted::*;
    [End, Value, Relation, Name, Joint, In, Within, Where, Sum, Comma, Colon, Close, Unbracket]
};

impl Expected {
    /// Notes that something could have stood at a token.
    pub fn note(&mut self, at: usize, wanted: Wanted) {
        if at > self.at {
            *self = Expected { at, wanted: 0 };
        }
        if at == self.at {
            self.wanted |= 1 << wanted as u16;
        }
    }

    /// The index of the furthest token at which something was looked for.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What was looked for there, in both languages.
    pub fn words(&self) -> Vec<(&'static str, &'static str)> {
        ALL.into_iter().filter(|wanted| self.wanted >> *wanted as u16 & 1 == 1).map(Wanted::words).collect()
    }
}

impl Wanted {
    fn words(self) -> (&'static str, &'static str) {
        let same = |sign| (sign, sign);
        match self {
            Wanted::End => ("结尾", "the end"),
            Wanted::Value => ("值", "a value"),
            Wanted::Name => ("名称", "a name"),
            Wanted::Relation | Wanted::Joint | Wanted::Sum => ("运算符", "an operator"),
            Wanted::In => same("`in`"),
            Wanted::Within => same("`within`"),
            Wanted::Where => same("`where`"),
            Wanted::Comma => same("`,`"),
            Wanted::Colon => same("`:`"),
            Wanted::Close => same("`)`"),
            Wanted::Unbracket => same("`]`"),
        }
    }
}
