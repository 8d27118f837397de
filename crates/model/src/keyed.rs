//! Objects whose keys are free.

use std::fmt;

use crate::record::{Fill, Items, Leaf, Type, Value};
use crate::text::Text;

/// An object whose keys are free, such as the customer's own fields: each key once, in the order in which they were told.
///
/// A list, because such objects are small and each kind of tree is a kilobyte of a widget's download. Two are equal when
/// they say the same, in whatever order.
///
/// ```
/// use onepane_model::Keyed;
///
/// let mut plans: Keyed<String> = [("ada", "gold"), ("bob", "free")].into_iter().collect();
/// plans.insert("ada", "silver".to_owned());
/// assert_eq!(plans.get("ada").map(String::as_str), Some("silver"));
/// assert_eq!(plans.keys().collect::<Vec<_>>(), ["ada", "bob"]);
/// ```
#[derive(Clone)]
pub struct Keyed<T>(Vec<(String, T)>);

impl<T> Keyed<T> {
    /// One with nothing in it.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// The value under a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.0.iter_mut().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// Whether there is such a key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Puts a value under a key; gives back what stood there.
    pub fn insert(&mut self, key: impl Into<String>, value: T) -> Option<T> {
        let key = key.into();
        match self.get_mut(&key) {
            Some(own) => Some(std::mem::replace(own, value)),
            None => {
                self.0.push((key, value));
                None
            }
        }
    }

    /// Takes a key and its value out.
    pub fn remove(&mut self, key: &str) -> Option<T> {
        let place = self.0.iter().position(|(own, _)| own == key)?;
        Some(self.0.remove(place).1)
    }

    /// The keys with their values.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The keys.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// The values.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<T> std::ops::Index<&str> for Keyed<T> {
    type Output = T;

    /// The value under a key.
    ///
    /// # Panics
    ///
    /// When there is no such key.
    fn index(&self, key: &str) -> &T {
        self.get(key).unwrap_or_else(|| panic!("no such key"))
    }
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for Keyed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: PartialEq> PartialEq for Keyed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl<K: Into<String>, V: Into<T>, T> FromIterator<(K, V)> for Keyed<T> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut keyed = Self::new();
        for (key, value) in entries {
            keyed.insert(key, value.into());
        }
        keyed
    }
}

/// The keys of a [`Keyed`] with their values.
type Iter<'a, T> = std::iter::Map<std::slice::Iter<'a, (String, T)>, fn(&'a (String, T)) -> (&'a str, &'a T)>;

impl<'a, T> IntoIterator for &'a Keyed<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> IntoIterator for Keyed<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Value> Value for Keyed<T> {
    const TYPE: Type = Type::Keyed(&T::TYPE);

    fn empty() -> Option<Self> {
        Some(Self::new())
    }

    fn as_items(&mut self) -> Option<&mut dyn Items> {
        Some(self)
    }
}

// Whoever fills gives each key once, so nothing is looked for.
impl<T: Value> Items for Keyed<T> {
    fn expect(&mut self, count: usize) {
        self.0.reserve_exact(count);
    }

    fn leaf(&mut self, key: Option<Text<'_>>, leaf: Leaf<'_>) -> bool {
        let (Some(key), Some(value)) = (key, T::from_leaf(leaf)) else { return false };
        self.0.push((key.to_cow().into_owned(), value));
        true
    }

    fn open(&mut self, key: Option<Text<'_>>) -> Option<&mut dyn Fill> {
        self.0.push((key?.to_cow().into_owned(), T::empty()?));
        self.0.last_mut()?.1.as_fill()
    }
}

#[cfg(feature = "serde")]
impl<T: serde::Serialize> serde::Serialize for Keyed<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Keyed<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(std::marker::PhantomData<T>);

        impl<'de, T: serde::Deserialize<'de>> serde::de::Visitor<'de> for Entries<T> {
            type Value = Keyed<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<Keyed<T>, M::Error> {
                // An object may be as large as somebody likes, so places are looked up rather than searched for.
                let mut places = std::collections::BTreeMap::new();
                let mut entries: Vec<(String, T)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, T>()? {
                    let place = *places.entry(key.clone()).or_insert(entries.len());
                    match entries.get_mut(place) {
                        Some((_, own)) => *own = value,
                        None => entries.push((key, value)),
                    }
                }
                Ok(Keyed(entries))
            }
        }

        deserializer.deserialize_map(Entries(std::marker::PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Keyed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Keyed_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<String, T>>::json_schema(generator)
    }
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

    #[test]
    fn order_stays_and_of_doubled_keys_the_last_counts() {
        let keyed: Keyed<u8> = serde_json::from_str(r#"{"b":1,"a":2,"b":3}"#).unwrap();
        assert_eq!(serde_json::to_string(&keyed).unwrap(), r#"{"b":3,"a":2}"#);
        assert_eq!(keyed, [("a", 2), ("b", 3)].into_iter().collect());
        assert_ne!(keyed, [("a", 2), ("c", 3)].into_iter().collect());
        assert_ne!(keyed, [("b", 3)].into_iter().collect());
    }

    #[test]
    fn what_is_put_in_and_taken_out() {
        let mut keyed = Keyed::new();
        assert_eq!(keyed.insert("a", 1), None);
        assert_eq!(keyed.insert("a", 2), Some(1));
        assert_eq!(keyed.remove("b"), None);
        assert_eq!(keyed.remove("a"), Some(2));
        assert!(keyed.is_empty());
    }
}
