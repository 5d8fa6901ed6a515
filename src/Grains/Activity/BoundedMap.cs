using System.Diagnostics.CodeAnalysis;

namespace Skiller.Grains.Activity;

/// <summary>
/// Remembers at most so many values. What is asked for or kept moves into the younger of two halves; when that is full, the older one is
/// forgotten, so that what was not used for longest goes first.
/// </summary>
internal sealed class BoundedMap<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _younger = [];
    private Dictionary<TKey, TValue> _older = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_younger.TryGetValue(key, out value))
            {
                return true;
            }

            if (!_older.TryGetValue(key, out value))
            {
                return false;
            }

            Put(key, value);
            return true;
        }
    }

    public void Keep(TKey key, TValue value)
    {
        lock (_lock)
        {
            Put(key, value);
        }
    }

    private void Put(TKey key, TValue value)
    {
        if (_younger.Count >= most / 2 && !_younger.ContainsKey(key))
        {
            (_older, _younger) = (_younger, []);
        }

        _younger[key] = value;
    }
}
