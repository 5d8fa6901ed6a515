using Skiller.Storage.Keys;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Storage.Keys;

/// <summary>What every driver promises of secrets: all nodes have the same, a key from a file seals them, and keys change without a secret that is lost (F39).</summary>
public abstract class SecretsSuite : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StorageUnderTest _storage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "keys");

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_who_ask_at_once_get_the_same_secret_and_each_purpose_has_its_own()
    {
        var (one, other) = (_storage.Open(), _storage.Open());
        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).Secrets.Get("codes", Ct)));
        Assert.All(secrets, secret => Assert.Equal(secrets[0], secret));
        Assert.Equal(32, secrets[0].Length);
        Assert.NotEqual(secrets[0], await one.Secrets.Get("addresses", Ct));
    }

    [Fact]
    public async Task With_a_file_nothing_that_is_made_stands_in_the_database_as_it_is()
    {
        KeyFile.AddKey(File);
        var storage = _storage.Open(keyFile: File);
        var codes = await storage.Secrets.Get("codes", Ct);
        var forms = await storage.Get<FormKeyRows>().Read(Ct);

        var kept = await Everything();
        Assert.DoesNotContain(Convert.ToHexString(codes), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(Assert.Single(forms).Secret), kept, StringComparison.Ordinal);
        Assert.All(await storage.Get<SealedSecrets>().List(Ct), static secret => Assert.NotNull(secret.Key));
        Assert.Equal(codes, await _storage.Open(keyFile: File).Secrets.Get("codes", Ct));
    }

    [Fact]
    public async Task Secrets_come_under_a_first_key_and_then_under_a_newer_one_and_stay_the_same()
    {
        var plain = _storage.Open();
        var before = (await plain.Secrets.Get("codes", Ct), (await plain.Get<FormKeyRows>().Read(Ct))[0]);
        var storage = _storage.Open(keyFile: AddedKey(out var first));
        Assert.Equal(3, await storage.Get<SealedSecrets>().SealAll(Ct));
        Assert.All(await storage.Get<SealedSecrets>().List(Ct), secret => Assert.Equal(first, secret.Key));
        Assert.Equal(0, await storage.Get<SealedSecrets>().SealAll(Ct));

        // The same process goes on while the file gets a new key.
        AddedKey(out var second);
        Assert.Equal(before.Item1, await storage.Secrets.Get("codes", Ct));
        Assert.Equal(3, await storage.Get<SealedSecrets>().SealAll(Ct));
        Assert.All(await storage.Get<SealedSecrets>().List(Ct), secret => Assert.Equal(second, secret.Key));

        // The old key can go.
        await System.IO.File.WriteAllLinesAsync(File, (await System.IO.File.ReadAllLinesAsync(File, Ct))[..1], Ct);
        Assert.Equal(before.Item1, await storage.Secrets.Get("codes", Ct));
        var form = Assert.Single(await storage.Get<FormKeyRows>().Read(Ct));
        Assert.Equal(before.Item2.Id, form.Id);
        Assert.Equal(before.Item2.Secret, form.Secret);
    }

    [Fact]
    public async Task What_cannot_be_opened_is_named_one_by_one_and_nothing_is_changed()
    {
        KeyFile.AddKey(File);
        var storage = _storage.Open(keyFile: File);
        await storage.Secrets.Get("codes", Ct);
        await storage.Secrets.Get("addresses", Ct);
        var kept = await Everything();

        var without = await _storage.Open().Get<SealedSecrets>().Check(Ct);
        Assert.Equal(2, without.Length);
        Assert.All(without, static fault => Assert.EndsWith("needs a file of keys.", fault, StringComparison.Ordinal));
        System.IO.File.Delete(File);
        KeyFile.AddKey(File);
        Assert.All(await storage.Get<SealedSecrets>().Check(Ct), fault => Assert.Contains($"which {File} has not", fault, StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidDataException>(() => storage.Get<SealedSecrets>().SealAll(Ct));
        Assert.Equal(kept, await Everything());
    }

    [Fact]
    public async Task A_secret_in_the_place_of_another_or_changed_is_not_taken_for_it()
    {
        KeyFile.AddKey(File);
        var storage = _storage.Open(keyFile: File);
        await storage.Secrets.Get("codes", Ct);
        await storage.Secrets.Get("addresses", Ct);
        await _storage.Execute("update secret set value = (select value from secret where purpose = 'codes') where purpose = 'addresses'");
        await Assert.ThrowsAsync<InvalidDataException>(() => storage.Secrets.Get("addresses", Ct));
        Assert.Single(await storage.Get<SealedSecrets>().Check(Ct));
    }

    [Fact]
    public async Task Of_fronts_that_renew_at_once_one_does_and_the_newest_key_outlives_the_age_of_all()
    {
        var clock = new SettableClock(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var rows = _storage.Open(clock).Get<FormKeyRows>();
        var other = _storage.Open(clock).Get<FormKeyRows>();
        await rows.Read(Ct);
        clock.Now += TimeSpan.FromDays(90);
        var made = new[] { await rows.Renew(TimeSpan.FromDays(90), Ct), await other.Renew(TimeSpan.FromDays(90), Ct) };
        Assert.Equal([true, false], made);
        Assert.Equal(2, (await other.Read(Ct)).Count);
        clock.Now += FormKeyRows.Kept + TimeSpan.FromDays(1);
        Assert.True(await rows.Renew(TimeSpan.Zero, Ct));
        Assert.Equal(clock.Now, Assert.Single(await rows.Read(Ct)).MadeAt);
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private string AddedKey(out string name)
    {
        name = KeyFile.AddKey(File);
        return File;
    }

    private async Task<string> Everything() => (string)(await _storage.Scalar(
        "select (select group_concat(purpose || hex(value)) from secret) || coalesce((select group_concat(id || hex(value)) from form_key), '')",
        "select (select string_agg(purpose || upper(encode(value, 'hex')), ',' order by purpose) from secret) || coalesce((select string_agg(id || upper(encode(value, 'hex')), ',') from form_key), '')"))!;

    private sealed class SettableClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class SqliteSecretsTests : SecretsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresSecretsTests : SecretsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
