import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';

import { ApiKeyStore } from './api-key.store';

interface IncomingRequest {
  headers: Record<string, string | undefined>;
  client?: string;
}

@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly keys: ApiKeyStore) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IncomingRequest>();
    const client = await this.keys.clientOf(request.headers['x-api-key'] ?? '');
    if (client === undefined) {
      throw new UnauthorizedException();
    }
    request.client = client;
    return true;
  }
}
