using Skiller.Storage.Keys;
using Skiller.Web.Site.Forms;

namespace Skiller.Silo.Hosting;

/// <summary>The keys of forms in the database that all nodes share.</summary>
internal sealed class SharedFormKeys(FormKeyRows rows) : IFormKeyStore
{
    public async Task<IReadOnlyList<FormKey>> Read(CancellationToken ct) =>
        [.. (await rows.Read(ct)).Select(static row => new FormKey(row.Id, row.MadeAt, row.Secret))];

    public Task<bool> Renew(TimeSpan unlessYounger, CancellationToken ct) => rows.Renew(unlessYounger, ct);
}
