using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skiller.Contracts.Drafts;

namespace Skiller.Grains.Drafts;

/// <summary>The stored form of a member's drafts.</summary>
internal sealed record DraftsState(ImmutableArray<DraftKept> Drafts)
{
    public static DraftsState Empty { get; } = new([]);

    public static DraftsState Of(DraftBox box) =>
        new([.. box.Drafts.Values.OrderBy(static draft => draft.At).Select(static draft => new DraftKept(draft.Name, draft.Fields, draft.At))]);

    public DraftBox Box() => new((Drafts.IsDefault ? [] : Drafts).ToImmutableDictionary(static kept => kept.Name, static kept => new Draft(kept.Name, kept.Fields, kept.At)));
}

/// <summary>The stored form of a draft.</summary>
internal sealed record DraftKept(string Name, ImmutableDictionary<string, string> Fields, DateTimeOffset At);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DraftsState))]
internal sealed partial class DraftJson : JsonSerializerContext;
