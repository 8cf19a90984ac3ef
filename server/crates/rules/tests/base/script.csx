public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "GetItem")
        {
            return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
        }

        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
