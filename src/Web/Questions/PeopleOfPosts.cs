using Skiller.Contracts.Members;
using Skiller.Web.Members;

namespace Skiller.Web.Questions;

/// <summary>Who wrote posts, and whom their texts name.</summary>
/// <param name="Authors">Who wrote them, as far as they are known.</param>
/// <param name="Named">Those whom the texts name and who are members.</param>
internal sealed record PeopleOfPosts(IReadOnlyDictionary<MemberId, AuthorJson> Authors, IReadOnlySet<Handle> Named)
{
    /// <summary>Who it is, null where nobody is known.</summary>
    public AuthorJson? Author(MemberId? member) => member is { } id ? Authors.GetValueOrDefault(id) : null;

    /// <summary>Whether what is made of both says the same.</summary>
    public bool IsSame(PeopleOfPosts other) =>
        Authors.Count == other.Authors.Count && Authors.All(pair => other.Authors.TryGetValue(pair.Key, out var author) && author == pair.Value)
        && Named.SetEquals(other.Named);
}
