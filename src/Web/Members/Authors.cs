using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Members;

/// <summary>Who wrote a post.</summary>
public sealed record AuthorJson(string Id, string Handle, string Name, long Reputation, string Url);

/// <summary>
/// Finds the names of a page's people in one batched call. They only decorate (<see cref="BatchedMemory{TKey, TValue}"/>); with what else may keep them, a
/// figure is at most a second old.
/// </summary>
internal sealed class Authors(WebOptions options, TimeProvider clock) : IDisposable
{
    private readonly BatchedMemory<MemberId, AuthorJson> _memory = new(10_000, clock);

    public void Dispose() => _memory.Dispose();

    public Task<IReadOnlyDictionary<MemberId, AuthorJson>> Of(ApiCall call, IEnumerable<MemberId?> members) =>
        _memory.Of(members.OfType<MemberId>(), asked => Ask(call, asked));

    public AuthorJson Shape(MemberCard card) =>
        new(card.Id.ToString(), card.Handle, card.Name, Math.Max(0, card.Reputation), options.MemberUrl(card.Handle));

    private async Task<IReadOnlyList<(MemberId Member, AuthorJson Author)>> Ask(ApiCall call, MemberId[] members) =>
        [.. (await call.Look((grains, ct) => grains.Directory().Cards([.. members], ct))).Select(card => (card.Id, Shape(card)))];
}
