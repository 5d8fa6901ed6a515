using System.Collections.Immutable;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Drafts;

namespace Skiller.Grains.Drafts;

/// <summary>A member's drafts, bounded: so many, each so large, all together so large, none older than half a year.</summary>
/// <param name="Drafts">By name.</param>
internal sealed record DraftBox(ImmutableDictionary<string, Draft> Drafts)
{
    private const int LongestName = 40;

    public static DraftBox Empty { get; } = new(ImmutableDictionary<string, Draft>.Empty);

    /// <summary>With a draft in place of the one of its name; those kept longest ago make room.</summary>
    public Result<DraftBox> With(string name, ImmutableDictionary<string, string> fields, DateTimeOffset now)
    {
        if (!IsName(name))
        {
            return Refusal.Invalid(FieldError.Of("draft", "invalid"));
        }

        var draft = new Draft(name, fields, now);
        return Bytes(draft) > Limits.DraftBytes
            ? Refusal.Invalid(FieldError.Of("body", "too-long", Limits.BodyMax.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : new DraftBox(Drafts.SetItem(name, draft)).Fitting(name, now);
    }

    public DraftBox Without(string name) => this with { Drafts = Drafts.Remove(name) };

    /// <summary>A draft that is not too old.</summary>
    public Draft? Find(string name, DateTimeOffset now) => Drafts.GetValueOrDefault(name) is { } draft && !IsOld(draft, now) ? draft : null;

    private DraftBox Fitting(string newest, DateTimeOffset now)
    {
        var kept = Drafts.Values.Where(draft => !IsOld(draft, now)).OrderByDescending(draft => draft.Name == newest).ThenByDescending(static draft => draft.At);
        var (bytes, fitting) = (0, ImmutableDictionary.CreateBuilder<string, Draft>());
        foreach (var draft in kept.Take(Limits.DraftsPerMember))
        {
            bytes += Bytes(draft);
            if (bytes <= Limits.AllDraftsBytes)
            {
                fitting[draft.Name] = draft;
            }
        }

        return new DraftBox(fitting.ToImmutable());
    }

    private static bool IsOld(Draft draft, DateTimeOffset now) => now - draft.At > Limits.DraftLifetime;

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static int Bytes(Draft draft) => draft.Fields.Sum(static field => Encoding.UTF8.GetByteCount(field.Key) + Encoding.UTF8.GetByteCount(field.Value));
}
