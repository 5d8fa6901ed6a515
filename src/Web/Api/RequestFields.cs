using System.Collections.Immutable;
using System.Text.Json;
using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>The fields of a JSON object, read one by one; <see cref="Check"/> then refuses with all faults at once.</summary>
internal sealed class RequestFields(JsonElement body)
{
    /// <summary>Most unknown fields that are named in a refusal.</summary>
    private const int MostUnknown = 20;

    private readonly List<FieldError> _errors = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public bool Has(string name) => TryFind(name, out _);

    /// <summary>Whether it is there as null: to be cleared.</summary>
    public bool IsNull(string name) => TryFindOrNull(name, out var value) && value.ValueKind == JsonValueKind.Null;

    public void Fault(FieldError error) => _errors.Add(error);

    public bool IsFaulty(string name) => _errors.Exists(e => e.Field == name);

    /// <summary>A text that must be there; an empty one stands for one that is at fault.</summary>
    public string RequiredText(string name, int min, int max, TextKind kind = TextKind.Line) =>
        Text(name, min, max, kind) ?? (Missing(name) ? Faulty(name, "required") : "");

    /// <summary>A text, or null when it is absent or null. Bounds count code points.</summary>
    public string? Text(string name, int min, int max, TextKind kind = TextKind.Line)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (TextOf(name, value, kind) is not { } text)
        {
            return null;
        }

        var length = text.EnumerateRunes().Count();
        if (length < min)
        {
            Faulty(name, min == 1 ? "required" : "too-short", min);
        }
        else if (length > max)
        {
            Faulty(name, "too-long", max);
        }

        return text;
    }

    /// <summary>A list of skills, each once; null when it is absent or null.</summary>
    public ImmutableArray<SkillSlug>? Skills(string name, int min, int max)
    {
        if (Items(name, min, max) is not { } items)
        {
            return null;
        }

        var slugs = ImmutableArray.CreateBuilder<SkillSlug>();
        foreach (var item in items)
        {
            if (item.ValueKind != JsonValueKind.String || TextOf(name, item) is not { } text || !SkillSlug.TryParse(text, out var slug))
            {
                Faulty(name, "not-a-skill");
            }
            else if (slugs.Contains(slug))
            {
                Faulty(name, "repeated");
            }
            else
            {
                slugs.Add(slug);
            }
        }

        return slugs.ToImmutable();
    }

    /// <summary>A list of names, each once; null when it is absent or null.</summary>
    public ImmutableArray<string>? Names(string name, int max)
    {
        if (Items(name, 0, max) is not { } items)
        {
            return null;
        }

        var names = items.Select(item => TextOf(name, item)).OfType<string>().ToImmutableArray();
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            Faulty(name, "repeated");
        }

        return names;
    }

    // Null when it is absent; nothing of one that is no list, or too long: comparing each with all others is for lists that are short.
    private JsonElement[]? Items(string name, int min, int max)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Faulty(name, "not-a-list");
            return [];
        }

        var count = value.GetArrayLength();
        if (count < min)
        {
            Faulty(name, "too-few", min);
        }
        else if (count > max)
        {
            Faulty(name, "too-many", max);
            return [];
        }

        return [.. value.EnumerateArray()];
    }

    /// <summary>Yes or no, or null when it is absent or null.</summary>
    public bool? Truth(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Faulty(name, "not-a-truth");
            return null;
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A language, or null when it is absent or null.</summary>
    public Locale? Language(string name)
    {
        if (!TryFind(name, out var value) || TextOf(name, value) is not { } text)
        {
            return null;
        }

        if (RequestLanguage.TryParse(text, out var locale))
        {
            return locale;
        }

        Faulty(name, "not-a-locale");
        return null;
    }

    /// <summary>A language that must be there.</summary>
    public Locale RequiredLanguage(string name)
    {
        if (!Has(name))
        {
            Faulty(name, "required");
        }

        return Language(name) ?? Locale.Fr;
    }

    /// <summary>A whole number that must be there, one of those given.</summary>
    public int OneOf(string name, params ReadOnlySpan<int> allowed)
    {
        if (!TryFind(name, out var value))
        {
            Faulty(name, "required");
        }
        else if (value.ValueKind != JsonValueKind.Number)
        {
            Faulty(name, "not-a-number");
        }
        else if (value.TryGetInt32(out var number) && allowed.Contains(number))
        {
            return number;
        }
        else
        {
            _errors.Add(FieldError.Of(name, "not-one-of", string.Join(", ", allowed.ToArray())));
        }

        return 0;
    }

    /// <summary>A position of the activity log that must be there: a whole number, 0 or more.</summary>
    public long Position(string name)
    {
        if (!TryFind(name, out var value))
        {
            Faulty(name, "required");
        }
        else if (value.ValueKind != JsonValueKind.Number)
        {
            Faulty(name, "not-a-number");
        }
        else if (value.TryGetInt64(out var position) && position >= 0)
        {
            return position;
        }
        else
        {
            Faulty(name, "not-a-position");
        }

        return 0;
    }

    /// <summary>An id that must be there, or null.</summary>
    public long? RequiredIdOrNull(string name)
    {
        if (!TryFindOrNull(name, out var value))
        {
            Faulty(name, "required");
            return null;
        }

        if (value.ValueKind == JsonValueKind.Null || TextOf(name, value) is not { } text)
        {
            return null;
        }

        if (PathIds.TryParse(text, out var id))
        {
            return id;
        }

        Faulty(name, "not-an-id");
        return null;
    }

    /// <summary>Refuses when a field was at fault or is unknown; of many unknown ones some are named.</summary>
    public void Check()
    {
        foreach (var property in body.EnumerateObject().Where(p => !_known.Contains(p.Name)).Take(MostUnknown))
        {
            Faulty(property.Name.Length <= 64 ? property.Name : "$", "unknown-field");
        }

        if (_errors.Count > 0)
        {
            throw new RequestRefusedException(Refusal.Invalid([.. _errors]));
        }
    }

    private string? TextOf(string name, JsonElement value, TextKind kind = TextKind.Line)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Faulty(name, "not-a-text");
            return null;
        }

        try
        {
            var text = value.GetString() ?? "";
            if (TextRules.Allow(text, kind))
            {
                return text;
            }
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate behind a \u escape: valid JSON, but no text (T04).
        }

        Faulty(name, "control-characters");
        return null;
    }

    private bool Missing(string name) => !TryFind(name, out _);

    private bool TryFind(string name, out JsonElement value) => TryFindOrNull(name, out value) && value.ValueKind != JsonValueKind.Null;

    private bool TryFindOrNull(string name, out JsonElement value)
    {
        _known.Add(name);
        return body.TryGetProperty(name, out value);
    }

    private string Faulty(string name, string rule, int? bound = null)
    {
        _errors.Add(bound is { } number ? FieldError.Of(name, rule, number.ToString(System.Globalization.CultureInfo.InvariantCulture)) : FieldError.Of(name, rule));
        return "";
    }
}
